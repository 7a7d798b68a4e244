package io.github.natcast.examples.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.FrpClient;
import io.github.natcast.examples.cli.deployment.HostPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeFileTest {
    private static final String DOCKER = """
            {"publicAddresses": ["192.0.2.1"], "tunnel": "docker",
             "forwards": [{"transport": "tcp", "public": 8080, "local": 9000},
                          {"transport": "udp", "public": "40111-40115", "local": "10111-10115"}]}
            """;

    @Test
    void hasTheHostsNetworkBehindATunnel() throws UserException {
        Object compose = compose(new Edited(), Optional.empty());
        Object natcast = Yaml.at(compose, "services", "natcast");

        assertThat(Yaml.at(natcast, "network_mode")).isEqualTo("host");
        assertThat(Yaml.has(natcast, "ports")).isFalse();
        assertThat(Yaml.at(natcast, "command"))
                .isEqualTo(List.of(
                        "serve", "--config", "/etc/natcast/natcast.toml", "--exit-on-failure", "--drain", "30"));
        assertThat(Yaml.at(natcast, "stop_grace_period")).isEqualTo("40s");
        assertThat(Yaml.at(compose, "services", "frpc", "network_mode")).isEqualTo("host");
        assertThat(Yaml.at(compose, "services", "coturn", "network_mode")).isEqualTo("host");
    }

    @Test
    void publishesWhatDockerTranslates() throws UserException {
        Object natcast =
                Yaml.at(compose(new Edited().without().topology(DOCKER), Optional.empty()), "services", "natcast");

        assertThat(Yaml.has(natcast, "network_mode")).isFalse();
        assertThat(Yaml.at(natcast, "ports"))
                .isEqualTo(List.of(port(9000, "8080", "tcp"), port(10111, "40111", "udp")));
    }

    @Test
    void publishesPortsUnderTheirOwnNumberWhereSomethingElseTranslates() throws UserException {
        Object natcast = Yaml.at(compose(Edited.behindRouter(), Optional.of(Ports.MAPPED)), "services", "natcast");

        assertThat(Yaml.at(natcast, "ports"))
                .isEqualTo(List.of(port(9000, "9000", "tcp"), port(10111, "10111", "udp")));
    }

    private static Map<String, Object> port(int target, String published, String protocol) {
        return Map.of("target", target, "published", published, "protocol", protocol, "mode", "host");
    }

    @Test
    void givesTheContainerWhatItsSourcesAndTheTunnelNeed() throws UserException {
        FrpClient frp = new FrpClient(
                new HostPort("192.0.2.1", 7000),
                Optional.of(Path.of("secrets/../frp.token")),
                Optional.empty(),
                false,
                false);
        Object services = Yaml.at(
                compose(
                        new Edited()
                                .frp(frp)
                                .tls("/etc/natcast/tls")
                                .sources("/films/a $1 \"b\".mp4", "v4l2:/dev/video0", "rtsp://192.0.2.7/a"),
                        Optional.empty()),
                "services");

        Object natcast = Yaml.at(services, "natcast");
        // Compose reads $$ as $.
        assertThat(Yaml.at(natcast, "volumes", 1, "source")).isEqualTo("/films/a $$1 \"b\".mp4");
        assertThat(Yaml.at(natcast, "devices")).isEqualTo(List.of("/dev/video0:/dev/video0"));
        // The file has the certificate, which is not for 127.0.0.1.
        assertThat(Yaml.at(natcast, "healthcheck", "test"))
                .isEqualTo(List.of("CMD-SHELL", "natcast status --config /etc/natcast/natcast.toml || exit 1"));
        assertThat(Yaml.at(services, "frpc", "volumes", 1, "source")).isEqualTo("/etc/natcast/frp.token");
        assertThat(Yaml.at(services, "frpc", "volumes", 1, "target")).isEqualTo("/etc/frp/frp.token");
    }

    @Test
    void refusesWhatCannotWork() {
        assertThatThrownBy(() -> compose(new Edited().without().topology(DOCKER), Optional.of(Ports.HOST)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("tunnel = \"none\"");
        assertThatThrownBy(() -> compose(
                        Edited.behindRouter().listening("192.168.1.10", 9000, 10111), Optional.of(Ports.MAPPED)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("bind = \"0.0.0.0\"");
        assertThatThrownBy(() ->
                        compose(new Edited().without().topology(DOCKER).listening("0.0.0.0", 1, 2), Optional.empty()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no [[network.forward]] leads to a port of natcast");
    }

    @Test
    void composeItselfTakesIt(@TempDir Path folder) throws UserException, IOException, InterruptedException {
        Tool docker = Tool.named("docker");
        assumeTrue(docker.run(folder, "compose", "version").status() == 0, "docker has no plugin compose");
        DeployedFile file = new ComposeFile(Optional.empty())
                .files(new Edited().get(), Notes.of(Locale.ENGLISH))
                .get(0);
        Path written = Files.writeString(folder.resolve(file.name()), file.text());

        Tool.Result result = docker.run(folder, "compose", "-f", written.toString(), "config", "--quiet");

        assertThat(result.status()).as(result.output()).isZero();
    }

    private static Object compose(Edited deployment, Optional<Ports> ports) throws UserException {
        DeployedFile file = new ComposeFile(ports)
                .files(deployment.get(), Notes.of(Locale.ENGLISH))
                .get(0);
        assertThat(file.secret()).isFalse();
        return Yaml.documents(file.text()).get(0);
    }
}
