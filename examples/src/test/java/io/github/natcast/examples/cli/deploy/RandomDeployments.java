package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.FrpClient;
import io.github.natcast.examples.cli.deployment.HostPort;
import io.github.natcast.examples.cli.deployment.Listening;
import io.github.natcast.examples.cli.deployment.SharedSecret;
import io.github.natcast.examples.cli.deployment.TlsFiles;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.NetworkTopologyBuilder;
import io.github.natcast.topology.PortForward;
import io.github.natcast.topology.PortRange;
import io.github.natcast.topology.TunnelKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;

/** Deployments as nobody would write them. Confined to one thread. */
final class RandomDeployments {
    private static final List<String> PUBLIC = List.of("192.0.2.1", "198.51.100.7", "2001:db8::1", "10.1.2.3");
    private static final List<String> LOCAL = List.of("192.168.1.10", "10.1.2.3", "fd00::10", "192.0.2.1");
    private static final List<String> BIND =
            List.of("0.0.0.0", "::", "0.0.0.0", "127.0.0.1", "192.168.1.10", "fd00::10");
    /** What quotes, templates, comments and variables of some format begin or end with. */
    private static final String CHARACTERS = "ab0/.-_ \"'\\$%{}#:;=\n\t房\u007f\u0085\u2028";

    private final Random random;

    RandomDeployments(long seed) {
        random = new Random(seed);
    }

    Deployment next() {
        NetworkTopology topology = topology();
        Deployment deployment = new Deployment(
                topology,
                list(2, () -> random.nextInt(4) == 0 ? text() : "cam" + random.nextInt(9) + ".example.org"),
                new Listening(pick(BIND), anyPort(), pick(BIND), anyPort(), tcpPort(), Optional.empty()),
                maybe(topology.tunnel() == TunnelKind.FRP ? 9 : 1, this::frp),
                maybe(5, this::turn),
                maybe(3, () -> new TlsFiles(path(), path())),
                list(3, this::source));
        return maybe(3, this::path)
                .map(file -> deployment.with(new SharedSecret.InFile(file)))
                .orElse(deployment);
    }

    private NetworkTopology topology() {
        while (true) {
            try {
                NetworkTopologyBuilder builder = NetworkTopology.builder().tunnel(pick(List.of(TunnelKind.values())));
                list(2, () -> pick(PUBLIC)).forEach(builder::publicAddress);
                list(2, () -> pick(LOCAL)).forEach(builder::localAddress);
                if (random.nextInt(4) == 0) {
                    builder.tunnelDatagramBytes(500 + random.nextInt(2000));
                }
                list(4, this::forward).forEach(builder::forward);
                return builder.build();
            } catch (IllegalArgumentException impossible) {
                // Its parts do not fit together; the next ones may.
            }
        }
    }

    private PortForward forward() {
        int first = port();
        int local = port();
        int most = Math.min(65_535 - Math.max(first, local), random.nextInt(20) == 0 ? 2000 : 5);
        int more = most <= 0 ? 0 : random.nextInt(most);
        PortRange publicPorts = new PortRange(first, first + more);
        PortRange localPorts = new PortRange(local, local + more);
        PortForward forward = random.nextBoolean()
                ? PortForward.udp(publicPorts, localPorts)
                : PortForward.tcp(publicPorts, localPorts);
        forward =
                random.nextInt(4) == 0 ? forward.to(IpAddress.parse(pick(BIND)).orElseThrow()) : forward;
        return random.nextInt(4) == 0
                ? forward.from(IpAddress.parse(pick(PUBLIC)).orElseThrow())
                : forward;
    }

    private FrpClient frp() {
        return new FrpClient(
                new HostPort(random.nextInt(4) == 0 ? text() : pick(PUBLIC), port()),
                maybe(5, this::path),
                maybe(2, this::text),
                random.nextBoolean(),
                random.nextBoolean());
    }

    private TurnRelay turn() {
        int first = port();
        return new TurnRelay(
                new HostPort(pick(BIND), port()),
                new PortRange(first, Math.min(65_535, first + random.nextInt(50))),
                random.nextInt(3) == 0 ? text() : "natcast",
                maybe(
                        5,
                        () -> new TurnRelay.User(
                                random.nextInt(3) == 0 ? text() : "user",
                                random.nextInt(3) == 0 ? text() : "password")),
                random.nextBoolean());
    }

    private String source() {
        return switch (random.nextInt(5)) {
            case 0 -> "/" + text();
            case 1 -> "v4l2:/dev/video0";
            case 2 -> "frames:/run/natcast/a";
            case 3 -> "rtsp://192.0.2.7/" + text();
            default -> text();
        };
    }

    private OptionalInt tcpPort() {
        return random.nextInt(3) == 0 ? OptionalInt.of(anyPort()) : OptionalInt.empty();
    }

    /** Zero is any free port. */
    private int anyPort() {
        return random.nextInt(20) == 0 ? 0 : port();
    }

    /** Some are used more than once, so that forwards meet listeners. */
    private int port() {
        return switch (random.nextInt(4)) {
            case 0 -> pick(List.of(80, 443, 9000));
            case 1 -> 30_000 + random.nextInt(2767);
            case 2 -> 10_110 + random.nextInt(6);
            default -> 1 + random.nextInt(65_535);
        };
    }

    private Path path() {
        return Path.of(random.nextInt(3) == 0 ? "/" + text() : random.nextBoolean() ? "secret" : "/etc/natcast/secret");
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private <T> Optional<T> maybe(int ofTen, Supplier<T> value) {
        return random.nextInt(10) < ofTen ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> list(int most, Supplier<T> value) {
        List<T> all = new ArrayList<>();
        int size = random.nextInt(most + 1);
        for (int i = 0; i < size; i++) {
            all.add(value.get());
        }
        return all;
    }
}
