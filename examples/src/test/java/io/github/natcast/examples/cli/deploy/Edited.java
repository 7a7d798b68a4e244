package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.Deployments;
import io.github.natcast.examples.cli.deployment.FrpClient;
import io.github.natcast.examples.cli.deployment.Listening;
import io.github.natcast.examples.cli.deployment.SharedSecret;
import io.github.natcast.examples.cli.deployment.TlsFiles;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.topology.NetworkTopology;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The deployment behind FRP with parts of it changed. Confined to one thread. */
final class Edited {
    private NetworkTopology topology = Deployments.behindFrp().topology();
    private List<String> names = List.of();
    private Listening listening = Deployments.behindFrp().listening();
    private Optional<FrpClient> frp = Deployments.behindFrp().frp();
    private Optional<TurnRelay> turn = Deployments.behindFrp().turn();
    private Optional<SharedSecret> turnSecret = Optional.empty();
    private Optional<TlsFiles> tls = Optional.empty();
    private List<String> sources = List.of();

    /** A server at home: a router forwards ports of 192.0.2.1. */
    static Edited behindRouter() {
        return new Edited().without().topology("""
                {"publicAddresses": ["192.0.2.1"], "localAddresses": ["192.168.1.10"],
                 "forwards": [{"transport": "tcp", "public": 443, "local": 9000},
                              {"transport": "udp", "public": 40111, "local": 10111}]}
                """);
    }

    Edited topology(String json) {
        topology = NetworkTopology.fromJson(json);
        return this;
    }

    /** Neither a tunnel nor a TURN server. */
    Edited without() {
        frp = Optional.empty();
        turn = Optional.empty();
        return this;
    }

    Edited frp(FrpClient client) {
        frp = Optional.of(client);
        return this;
    }

    Edited turn(TurnRelay relay) {
        turn = Optional.of(relay);
        return this;
    }

    Edited turnSecret(String file) {
        turnSecret = Optional.of(new SharedSecret.InFile(Path.of(file)));
        return this;
    }

    Edited names(String... all) {
        names = List.of(all);
        return this;
    }

    Edited sources(String... all) {
        sources = List.of(all);
        return this;
    }

    Edited tls(String folder) {
        tls = Optional.of(new TlsFiles(Path.of(folder, "fullchain.pem"), Path.of(folder, "privkey.pem")));
        return this;
    }

    Edited listening(String address, int httpPort, int mediaPort) {
        return listening(address, httpPort, mediaPort, OptionalInt.empty());
    }

    Edited listening(String address, int httpPort, int mediaPort, OptionalInt tcpPort) {
        listening = new Listening(address, httpPort, address, mediaPort, tcpPort, Optional.empty());
        return this;
    }

    Deployment get() {
        Deployment deployment = new Deployment(topology, names, listening, frp, turn, tls, sources);
        return turnSecret.map(deployment::with).orElse(deployment);
    }
}
