package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.Listening;
import java.util.List;
import java.util.Optional;

/** The format of each kind. Immutable. */
final class Formats {
    private final Secrets secrets;
    private final Optional<Ports> ports;
    private final List<Integer> keepTcp;
    private final Origin.Choice origin;

    /** With a MediaMTX that pulls, on the public host. */
    Formats(Secrets secrets, Optional<Ports> ports, List<Integer> keepTcp) {
        this(secrets, ports, keepTcp, Origin.Choice.NONE);
    }

    /**
     * @param ports how those of containers reach the network; empty for what the topology needs
     * @param keepTcp ports that a firewall leaves open beside those of the deployment
     * @param origin where MediaMTX runs, and which side calls the other
     */
    Formats(Secrets secrets, Optional<Ports> ports, List<Integer> keepTcp, Origin.Choice origin) {
        this.secrets = secrets;
        this.ports = ports;
        this.keepTcp = List.copyOf(keepTcp);
        this.origin = origin;
    }

    /** The files of one kind. */
    List<DeployedFile> files(Kind kind, Deployment deployment, Notes notes) throws UserException {
        Listening own = deployment.listening();
        requireNumber("http-port", own.httpPort());
        requireNumber("media-port", own.mediaPort());
        if (own.tcpPort().isPresent()) {
            requireNumber("tcp-port", own.tcpPort().getAsInt());
        }
        return of(kind).files(deployment, notes);
    }

    private static void requireNumber(String key, int port) throws UserException {
        if (port == 0) {
            throw new UserException(key + " is 0, any free port, which no other program can be told; write a number"
                    + " into [network]");
        }
    }

    private FileFormat of(Kind kind) {
        return switch (kind) {
            case FRP -> new FrpFiles();
            case COTURN -> new CoturnFile(secrets);
            case COMPOSE -> new ComposeFile(ports);
            case KUBERNETES -> new KubernetesFile(ports);
            case NFTABLES -> new NftablesFiles(keepTcp);
            case SYSTEMD -> new SystemdUnits();
            case NGINX -> new NginxFile();
            case MEDIAMTX -> new MediamtxFiles(origin, secrets);
        };
    }
}
