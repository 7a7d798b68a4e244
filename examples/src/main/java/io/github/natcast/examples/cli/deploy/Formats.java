package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
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
        deployment.listening().requireNumbers();
        return of(kind).files(deployment, notes);
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
