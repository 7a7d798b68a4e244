package io.github.natcast.examples.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.topology.PortForward;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** Whatever a deployment says: a file that is read as it was meant, or one line that says why there is none. */
class RandomDeploymentTest {
    private static final int DEPLOYMENTS = 2000;
    private static final Pattern NGINX = Pattern.compile("[^;{}]*[;{}]|\\s*#.*");
    private static final Pattern COTURN = Pattern.compile("[a-z-]+(=\\P{Cntrl}+)?");
    private static final Pattern SYSTEMD = Pattern.compile("\\[[A-Z][a-z]+]|[A-Z][A-Za-z]+=\\P{Cntrl}*");
    private static final Pattern NFT = Pattern.compile("(ip6? daddr [0-9a-f.:]+ )?(udp|tcp) dport [0-9-]+ accept");

    @Test
    void givesAFileThatIsReadAsItWasMeantOrOneLine() {
        RandomDeployments deployments = new RandomDeployments(13);
        Map<Kind, Integer> written = new EnumMap<>(Kind.class);
        for (int i = 0; i < DEPLOYMENTS; i++) {
            Deployment deployment = deployments.next();
            Locale language = i % 2 == 0 ? Locale.ENGLISH : Locale.CHINESE;
            Optional<Ports> ports = i % 3 == 0 ? Optional.empty() : Optional.of(i % 2 == 0 ? Ports.HOST : Ports.MAPPED);
            Origin.Choice origin = new Origin.Choice(
                    i % 5 == 0 ? Optional.empty() : Optional.of(i % 5 == 1 ? "a b" : "media.example.org"),
                    i % 2 == 0 ? Optional.empty() : Optional.of(Path.of("publish.token")));
            Formats formats = new Formats(file -> "natcast:s3cret", ports, List.of(22), origin);
            for (Kind kind : Kind.values()) {
                if (isWritten(formats, kind, deployment, Notes.of(language))) {
                    written.merge(kind, 1, Integer::sum);
                }
            }
        }
        // Each is written often, and each refused often: both ways are tried.
        assertThat(written)
                .hasSize(Kind.values().length)
                .allSatisfy((kind, count) -> assertThat(count).as(kind.token()).isBetween(50, DEPLOYMENTS - 50));
    }

    private static boolean isWritten(Formats formats, Kind kind, Deployment deployment, Notes notes) {
        try {
            List<DeployedFile> files = formats.files(kind, deployment, notes);
            assertThat(files).isNotEmpty().isEqualTo(formats.files(kind, deployment, notes));
            files.forEach(file -> check(kind, file, deployment));
            return true;
        } catch (UserException refused) {
            assertThat(refused.getMessage()).isNotBlank().doesNotContainPattern("[\\p{Cntrl}\u2028]");
            return false;
        }
    }

    private static void check(Kind kind, DeployedFile file, Deployment deployment) {
        List<String> lines = file.text()
                .lines()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .toList();
        assertThat(lines).as(file.text()).isNotEmpty();
        switch (kind) {
            case FRP -> frp(file, deployment);
            case COMPOSE, KUBERNETES, MEDIAMTX ->
                assertThat(Yaml.documents(file.text())).isNotEmpty();
            case COTURN -> {
                assertThat(lines).allMatch(line -> COTURN.matcher(line).matches());
                assertThat(file.shown()).doesNotContain("s3cret");
            }
            case SYSTEMD ->
                assertThat(lines).allMatch(line -> SYSTEMD.matcher(line).matches());
            case NGINX -> nginx(lines);
            case NFTABLES ->
                assertThat(lines.stream()
                                .map(String::strip)
                                .filter(line ->
                                        line.contains(" dport ") && !line.contains("{") && !line.contains("546")))
                        .allMatch(line -> NFT.matcher(line).matches());
        }
    }

    private static void frp(DeployedFile file, Deployment deployment) {
        TomlParseResult toml = Toml.parse(file.text());
        assertThat(toml.errors()).as(file.text()).isEmpty();
        assertThat(file.text()).doesNotContain("{{");
        if (file.name().equals("frpc.toml")) {
            assertThat(toml.getString("serverAddr"))
                    .isEqualTo(deployment.frp().orElseThrow().server().host());
            assertThat(toml.getArrayOrEmpty("proxies").toList().stream()
                            .map(TomlTable.class::cast)
                            .map(proxy -> proxy.getString("type") + " " + proxy.getLong("remotePort") + " to "
                                    + proxy.getLong("localPort")))
                    .containsExactlyElementsOf(deployment.topology().forwards().stream()
                            .flatMap(RandomDeploymentTest::ports)
                            .toList());
        }
    }

    private static Stream<String> ports(PortForward forward) {
        return IntStream.range(0, forward.publicPorts().size())
                .mapToObj(i -> forward.transport().token() + " "
                        + (forward.publicPorts().first() + i) + " to "
                        + (forward.localPorts().first() + i));
    }

    private static void nginx(List<String> lines) {
        assertThat(lines)
                .allMatch(line -> NGINX.matcher(line.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "x"))
                        .matches());
        long open = lines.stream().filter(line -> line.endsWith("{")).count();
        assertThat(lines.stream().filter(line -> line.strip().equals("}")).count())
                .isEqualTo(open);
    }
}
