package io.github.natcast.examples.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.Deployments;
import io.github.natcast.examples.cli.deployment.FrpClient;
import io.github.natcast.examples.cli.deployment.HostPort;
import io.github.natcast.topology.NetworkTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

class FrpFilesTest {
    private static final Notes ENGLISH = Notes.of(Locale.ENGLISH);

    @Test
    void hasTheProxiesOfTheTopology() throws UserException {
        TomlParseResult client = toml(files(Deployments.behindFrp()).get(0));

        assertThat(client.getString("serverAddr")).isEqualTo("51.161.209.200");
        assertThat(client.getLong("serverPort")).isEqualTo(7504);
        assertThat(client.getLong("udpPacketSize")).isEqualTo(1500);
        assertThat(proxies(client))
                .containsExactly(
                        "natcast-tcp-10110 tcp 10110 to 127.0.0.1:9000",
                        // coturn listens on this address alone.
                        "natcast-udp-10110 udp 10110 to 192.168.1.10:10110",
                        "natcast-udp-10111 udp 10111 to 127.0.0.1:10111",
                        "natcast-udp-10112 udp 10112 to 127.0.0.1:10112",
                        "natcast-udp-10113 udp 10113 to 127.0.0.1:10113",
                        "natcast-udp-10114 udp 10114 to 127.0.0.1:10114",
                        "natcast-udp-10115 udp 10115 to 127.0.0.1:10115");
    }

    private static List<String> proxies(TomlParseResult client) {
        return client.getArrayOrEmpty("proxies").toList().stream()
                .map(TomlTable.class::cast)
                .map(proxy -> proxy.getString("name") + " " + proxy.getString("type") + " "
                        + proxy.getLong("remotePort") + " to " + proxy.getString("localIP") + ":"
                        + proxy.getLong("localPort"))
                .toList();
    }

    @Test
    void tellsTheServerWhatMustBeEqual() throws UserException {
        TomlParseResult server = toml(files(Deployments.behindFrp()).get(1));

        assertThat(server.getLong("bindPort")).isEqualTo(7504);
        assertThat(server.getLong("udpPacketSize")).isEqualTo(1500);
        assertThat(server.getBoolean("transport.tcpMux")).isTrue();
        assertThat(server.getArrayOrEmpty("allowPorts").toList())
                .singleElement()
                .satisfies(range -> {
                    assertThat(((TomlTable) range).getLong("start")).isEqualTo(10110);
                    assertThat(((TomlTable) range).getLong("end")).isEqualTo(10115);
                });
    }

    @Test
    void advisesAgainstOneConnectionForMedia() throws UserException {
        assertThat(files(Deployments.behindFrp()).get(0).text())
                .contains("better set tcp-mux = false")
                .contains("transport.tcpMux = true");
        assertThat(files(with(new FrpClient(
                                new HostPort("51.161.209.200", 7504),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                false)))
                        .get(0)
                        .text())
                .doesNotContain("better")
                .contains("transport.tcpMux = false");
    }

    @Test
    void refersToTheToken() throws UserException {
        FrpClient client = new FrpClient(
                new HostPort("frp.example.org", 7000),
                Optional.of(Path.of("/etc/frp \"a\\b\"")),
                Optional.of("me"),
                false,
                true);
        List<DeployedFile> files = files(with(client));

        TomlParseResult frpc = toml(files.get(0));
        assertThat(frpc.getString("auth.tokenSource.type")).isEqualTo("file");
        assertThat(frpc.getString("auth.tokenSource.file.path")).isEqualTo("/etc/frp \"a\\b\"");
        assertThat(frpc.getString("user")).isEqualTo("me");
        TomlTable http = frpc.getArrayOrEmpty("proxies").getTable(0);
        assertThat(http.getString("transport.proxyProtocolVersion")).isEqualTo("v2");
        TomlTable turn = frpc.getArrayOrEmpty("proxies").getTable(1);
        assertThat(turn.contains("transport.proxyProtocolVersion")).isFalse();
        assertThat(toml(files.get(1)).getString("auth.tokenSource.type")).isEqualTo("file");
    }

    @Test
    void isRefusedWhereItHasNothingToDo() {
        assertThatThrownBy(() -> files(with(
                        Optional.empty(), Deployments.behindFrp().topology().toJson())))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no [frp]")
                .hasMessageNotContaining("\n");
        Optional<FrpClient> client = Deployments.behindFrp().frp();
        assertThatThrownBy(() -> files(with(client, "{\"tunnel\": \"none\"}")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("tunnel = \"frp\"");
        assertThatThrownBy(() -> files(with(client, """
                        {"publicAddresses": ["192.0.2.1"], "tunnel": "frp",
                         "forwards": [{"transport": "udp", "public": "1-65535"}]}
                        """)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("more than 1000 proxies");
        assertThatThrownBy(() -> files(
                        with(new FrpClient(new HostPort("{{x}}", 1), Optional.empty(), Optional.empty(), true, true))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("{{");
    }

    @Test
    void frpItselfTakesIt(@TempDir Path folder) throws UserException, IOException, InterruptedException {
        Path token = Files.writeString(folder.resolve("token"), "secret\n");
        FrpClient client =
                new FrpClient(new HostPort("51.161.209.200", 7504), Optional.of(token), Optional.of("me"), false, true);
        List<DeployedFile> files = files(with(client));
        for (int i = 0; i < 2; i++) {
            Tool tool = Tool.named(i == 0 ? "frpc" : "frps");
            String text = files.get(i).text().replace("/etc/frp/token", token.toString());
            Path file = Files.writeString(folder.resolve(files.get(i).name()), text);
            Tool.Result result = tool.run(folder, "verify", "--strict_config", "-c", file.toString());
            assertThat(result.status()).as(result.output()).isZero();
            assertThat(result.output()).contains("syntax is ok");
        }
    }

    private static List<DeployedFile> files(Deployment deployment) throws UserException {
        return new FrpFiles().files(deployment, ENGLISH);
    }

    private static TomlParseResult toml(DeployedFile file) {
        TomlParseResult result = Toml.parse(file.text());
        assertThat(result.errors()).isEmpty();
        assertThat(file.secret()).isFalse();
        return result;
    }

    private static Deployment with(FrpClient frp) {
        return with(Optional.of(frp), Deployments.behindFrp().topology().toJson());
    }

    private static Deployment with(Optional<FrpClient> frp, String topology) {
        Deployment base = Deployments.behindFrp();
        return new Deployment(
                NetworkTopology.fromJson(topology),
                base.publicNames(),
                base.listening(),
                frp,
                base.turn(),
                base.tls(),
                base.sources());
    }
}
