package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.Deployments;
import io.github.natcast.examples.cli.deployment.FrpClient;
import io.github.natcast.examples.cli.deployment.HostPort;
import io.github.natcast.examples.cli.deployment.Listening;
import io.github.natcast.examples.cli.deployment.Serving;
import io.github.natcast.examples.cli.deployment.SharedSecret;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.sdp.rewrite.AddressRange;
import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.PortRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The deployments that file sets are compared with, by name. */
final class LintDeployments {
    private static final TurnRelay.User USER = new TurnRelay.User("vtuser", "vtpass");

    private static final String RELAYS = """
            , {"transport": "udp", "public": "49160-49199", "local": "49160-49199"}""";

    /** What the files of secrets hold. */
    static final SecretFiles SECRETS = file ->
            Optional.ofNullable(Map.of(Path.of("turn.secret"), "0ld-s3cret", Path.of("frp.token"), "k3y-of-both")
                    .get(file));

    private LintDeployments() {}

    static Optional<Deployment> named(String name) {
        return switch (name) {
            case "none" -> Optional.empty();
            case "behind-frp" -> Optional.of(Deployments.behindFrp());
            case "behind-frp-believed" -> Optional.of(believing(Deployments.behindFrp()));
            case "frp-bound" -> Optional.of(believing(frpBound()));
            case "router" -> Optional.of(router("203.0.113.7", RELAYS));
            case "router-without-relays" -> Optional.of(router("203.0.113.7", ""));
            case "router-moved" -> Optional.of(router("203.0.113.8", RELAYS));
            case "turn-on-public-host" -> Optional.of(turnOnPublicHost());
            case "docker" ->
                Optional.of(docker("\"public\": 9000, \"local\": 9000", "\"public\": 10111, \"local\": 10111"));
            case "docker-other-ports" ->
                Optional.of(docker("\"public\": 8080, \"local\": 9000", "\"public\": 20111, \"local\": 10111"));
            case "one-to-one" -> Optional.of(oneToOne());
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** With headers of the PROXY protocol from this host. */
    private static Deployment believing(Deployment deployment) {
        List<AddressRange> thisHost = List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1"));
        return deployment.with(new Serving(false, false, Duration.ZERO, thisHost));
    }

    /** The server is bound to its network address; media have connections of their own, and a token is shared. */
    private static Deployment frpBound() {
        return new Deployment(
                NetworkTopology.fromJson("""
                        {"publicAddresses": ["203.0.113.7"], "localAddresses": ["192.168.1.10"],
                         "tunnel": "frp", "tunnelDatagramBytes": 1500,
                         "forwards": [{"transport": "tcp", "public": 10110, "local": 9000},
                                      {"transport": "udp", "public": 10111, "local": 10111}]}
                        """),
                List.of(),
                new Listening("192.168.1.10", 9000, "192.168.1.10", 10111, OptionalInt.empty(), Optional.empty()),
                Optional.of(new FrpClient(
                        new HostPort("frp.example.org", 7504),
                        Optional.of(Path.of("frp.token")),
                        Optional.empty(),
                        false,
                        true)),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** A router forwards ports of the server and of a TURN server beside it, whose credentials expire. */
    private static Deployment router(String publicAddress, String relays) {
        return new Deployment(
                        NetworkTopology.fromJson("""
                        {"publicAddresses": ["%s"], "localAddresses": ["192.168.1.10"],
                         "forwards": [{"transport": "tcp", "public": 9000, "local": 9000},
                                      {"transport": "udp", "public": 10111, "local": 10111},
                                      {"transport": "udp", "public": 3478, "local": 3478}%s],
                         "iceServers": [{"urls": ["turn:203.0.113.7:3478"], "username": "u", "credential": "p"}]}
                        """.formatted(publicAddress, relays)),
                        List.of(),
                        new Listening("0.0.0.0", 9000, "0.0.0.0", 10111, OptionalInt.empty(), Optional.empty()),
                        Optional.empty(),
                        Optional.of(new TurnRelay(
                                new HostPort("192.168.1.10", 3478),
                                PortRange.parse("49160-49199"),
                                "natcast",
                                Optional.empty(),
                                true)),
                        Optional.empty(),
                        List.of())
                .with(new SharedSecret.InFile(Path.of("turn.secret")));
    }

    private static Deployment turnOnPublicHost() {
        return new Deployment(
                NetworkTopology.fromJson("""
                        {"publicAddresses": ["203.0.113.7"], "localAddresses": ["10.1.2.3"], "tunnel": "frp",
                         "forwards": [{"transport": "tcp", "public": 8443, "local": 9000},
                                      {"transport": "udp", "public": 10111, "local": 10111}],
                         "iceServers": [{"urls": ["turn:turn.example.org:3478", "turns:turn.example.org:5349"],
                                         "username": "vtuser", "credential": "vtpass"}]}
                        """),
                List.of("turn.example.org"),
                new Listening("127.0.0.1", 9000, "127.0.0.1", 10111, OptionalInt.empty(), Optional.empty()),
                Optional.of(new FrpClient(
                        new HostPort("203.0.113.7", 7000), Optional.empty(), Optional.empty(), false, false)),
                Optional.of(new TurnRelay(
                        new HostPort("203.0.113.7", 3478),
                        PortRange.parse("50000-50100"),
                        "example.org",
                        Optional.of(USER),
                        false)),
                Optional.empty(),
                List.of());
    }

    private static Deployment docker(String http, String media) {
        return new Deployment(
                NetworkTopology.fromJson("""
                        {"publicAddresses": ["203.0.113.7"], "tunnel": "docker",
                         "forwards": [{"transport": "tcp", %s}, {"transport": "udp", %s}]}
                        """.formatted(http, media)),
                List.of(),
                new Listening("0.0.0.0", 9000, "0.0.0.0", 10111, OptionalInt.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static Deployment oneToOne() {
        return new Deployment(
                NetworkTopology.fromJson("""
                        {"publicAddresses": ["203.0.113.7"], "localAddresses": ["10.0.0.4"], "tunnel": "one-to-one",
                         "iceServers": [{"urls": ["turn:203.0.113.7:3478", "turn:203.0.113.7:3478?transport=tcp"],
                                         "username": "vtuser", "credential": "vtpass"}]}
                        """),
                List.of(),
                new Listening("0.0.0.0", 9000, "0.0.0.0", 10111, OptionalInt.of(9001), Optional.empty()),
                Optional.empty(),
                Optional.of(new TurnRelay(
                        new HostPort("0.0.0.0", 3478),
                        PortRange.parse("49160-49199"),
                        "natcast",
                        Optional.of(USER),
                        true)),
                Optional.empty(),
                List.of());
    }
}
