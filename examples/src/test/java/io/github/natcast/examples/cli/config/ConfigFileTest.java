package io.github.natcast.examples.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.Deployments;
import io.github.natcast.examples.cli.deployment.HostPort;
import io.github.natcast.examples.cli.deployment.Serving;
import io.github.natcast.examples.cli.deployment.SharedSecret;
import io.github.natcast.examples.cli.verify.WantedEncoding;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.rewrite.AddressRange;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.topology.ForwardTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigFileTest {
    private static final String BEHIND_FRP = """
            [network]
            http-port = 9000
            media-port = 10111
            public-address = ["51.161.209.200"]
            local-address = ["192.168.1.10"]
            tunnel = "frp"
            tunnel-datagram-bytes = 1500
            [[network.forward]]
            transport = "tcp"
            public = 10110
            local = 9000
            [[network.forward]]
            transport = "udp"
            public = 10110
            [[network.forward]]
            transport = "udp"
            public = "10111-10115"
            local = "10111-10115"
            [frp]
            server = "51.161.209.200"
            control-port = 7504
            tcp-mux = true
            [turn]
            listen = "192.168.1.10:10110"
            relay-ports = "49160-49199"
            username = "vtuser"
            password-variable = "TURN_PASSWORD"
            [[ice-server]]
            urls = ["turn:51.161.209.200:10110"]
            """;

    @TempDir
    private Path folder;

    @Test
    void aServerBehindFrpIsReadWhole() throws UserException {
        Deployment read = read(BEHIND_FRP);
        Deployment expected = Deployments.behindFrp();

        assertThat(read.topology().forwards()).isEqualTo(expected.topology().forwards());
        assertThat(read.topology().iceServers()).isEqualTo(expected.topology().iceServers());
        assertThat(read.topology().publicAddresses())
                .isEqualTo(expected.topology().publicAddresses());
        assertThat(read.topology().tunnel()).isEqualTo(expected.topology().tunnel());
        assertThat(read.listening()).isEqualTo(expected.listening());
        assertThat(read.frp()).isEqualTo(expected.frp());
        assertThat(read.turn()).isEqualTo(expected.turn());
    }

    @Test
    void anEmptyFileIsAServerWithoutNat() throws UserException {
        Deployment read = read("");

        assertThat(read.topology().publicAddresses()).isEmpty();
        assertThat(read.listening().httpPort()).isEqualTo(9000);
        assertThat(read.sources()).isEmpty();
    }

    @Test
    void whatTheServerDoesOnPurposeIsRead() throws UserException {
        Deployment read = read("""
                [network]
                keep-private-candidates = true
                [service]
                drain = 45
                """);

        assertThat(read.serving()).isEqualTo(new Serving(true, false, Duration.ofSeconds(45), List.of()));
        assertThat(read("").serving()).isEqualTo(Serving.USUAL);
    }

    @Test
    void whoseProxyHeadersAreBelievedIsAsServeHasIt() throws UserException {
        String frp = "frp.server = \"192.0.2.1\"\nfrp.proxy-protocol = true\n";
        String given = "network.proxy-protocol = [\"10.0.0.0/8\"]\n";

        assertThat(read(frp).serving().proxyProtocol())
                .containsExactly(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1"));
        assertThat(read(given).serving().proxyProtocol()).containsExactly(AddressRange.parse("10.0.0.0/8"));
        assertThat(read("network.proxy-protocol = \"127.0.0.1,::1\"").serving().proxyProtocol())
                .hasSize(2);
        assertThat(read(frp + given).serving().proxyProtocol()).containsExactly(AddressRange.parse("10.0.0.0/8"));
        assertThatThrownBy(() -> read("network.proxy-protocol = [\"here\"]"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("natcast.toml:1:1: network.proxy-protocol:");
    }

    @Test
    void aPublicPortSaysWhatIsForwardedToTheMediaPort() throws UserException {
        Deployment read = read("network.public-address = \"51.161.209.200:40111\"");

        assertThat(read.publicMediaPort()).isEqualTo(OptionalInt.of(40_111));
        assertThat(read.publicPort(ForwardTransport.TCP, 9000)).isEmpty();
    }

    @Test
    void aNameIsLookedUpOnlyWhereSomethingIsForwardedToIt() throws UserException {
        String name = "[network]\npublic-address = [\"media.example.org\"]\n";

        assertThat(read(name).topology().publicAddresses()).isEmpty();
        assertThat(read(name + "tunnel = \"one-to-one\"\n").topology().publicAddresses())
                .containsExactly(IpAddress.parse("203.0.113.9").orElseThrow());
        assertThat(read(name).publicNames()).containsExactly("media.example.org");
    }

    @Test
    void aNameThatHasNoAddressNowHindersNobodyOnThisHost() throws IOException, UserException {
        Path file = Files.writeString(folder.resolve("natcast.toml"), """
                [network]
                public-address = ["nowhere.invalid"]
                tunnel = "one-to-one"
                """);
        assertThatThrownBy(() -> ConfigFile.read(file)).hasMessageContaining("nowhere.invalid has no address now");
        assertThat(ConfigFile.readWithoutLookup(file).publicNames()).containsExactly("nowhere.invalid");
    }

    @Test
    void filesAreBesideTheConfiguration() throws IOException, UserException {
        Files.writeString(folder.resolve("turn.password"), "vtpass\n");
        Path file = Files.writeString(folder.resolve("natcast.toml"), """
                [frp]
                server = "frp.example.org"
                token-file = "frp.token"
                [turn]
                listen = "192.0.2.5"
                username = "u"
                password-file = "turn.password"
                [[channel]]
                source = "film.mp4"
                [[channel]]
                name = "camera"
                source = "rtsp://camera.local/stream"
                standby = "idle.mp4"
                """);

        Deployment read = ConfigFile.read(file);

        assertThat(read.frp().orElseThrow().tokenFile()).contains(folder.resolve("frp.token"));
        assertThat(read.turn().orElseThrow().user().orElseThrow().password()).isEqualTo("vtpass");
        assertThat(read.turn().orElseThrow().listen()).isEqualTo(new HostPort("192.0.2.5", 3478));
        assertThat(read.sources())
                .containsExactly(
                        folder.resolve("film.mp4").toString(),
                        "rtsp://camera.local/stream",
                        folder.resolve("idle.mp4").toString());
        assertThat(read.channels()).containsExactly("live", "camera");
    }

    @Test
    void theSecretOfTurnServersIsFoundWhoeverTheyBelongTo() throws UserException {
        assertThat(read("").turnSecret()).isEmpty();
        assertThat(read("turn.secret = \"s\"").turnSecret()).contains(new SharedSecret.Written("s"));
        assertThat(read("turn.secret-file = \"s\"").turnSecret()).contains(new SharedSecret.InFile(Path.of("s")));
        assertThat(read("turn.secret-variable = \"TURN_PASSWORD\"").turnSecret())
                .contains(new SharedSecret.InVariable("TURN_PASSWORD", Optional.of("vtpass")));
        assertThat(read("turn.secret-variable = \"NONE\"").turnSecret())
                .as("where the server runs, it may be set")
                .contains(new SharedSecret.InVariable("NONE", Optional.empty()));
        assertThatThrownBy(() -> read("turn.secret = \"s\"\nturn.secret-file = \"f\""))
                .hasMessageContaining("turn.secret: give one of");
    }

    @Test
    void theVariableCountsWhereTheFileNamesNeitherSecretNorUser() throws UserException {
        Map<String, String> environment = Map.of("NATCAST_TURN_SECRET", "s");
        assertThat(read("", environment).turnSecret())
                .contains(new SharedSecret.InVariable("NATCAST_TURN_SECRET", Optional.of("s")));
        assertThat(read("turn.secret = \"t\"", environment).turnSecret()).contains(new SharedSecret.Written("t"));
        assertThat(read("[turn]\nlisten = \"a\"\nusername = \"u\"\npassword = \"p\"", environment)
                        .turnSecret())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    [network]/       http-prot = 9000 | 2:8: network.http-prot is not known; did you mean network.http-port?
                    [netwrok]/http-port = 9000        | 1:1: netwrok is not known; did you mean network?
                    http-port = 9000                  | 1:1: http-port is not known; did you mean network.http-port?
                    [network]/max-viewers = 5         | 2:1: network.max-viewers is not known; did you mean limits.max-viewers?
                    [[network.forwrad]]/public = 1    | 1:1: network.forwrad is not known; did you mean network.forward?
                    [video]/zzzzzzzzzzzz = 1          | 2:1: video.zzzzzzzzzzzz is not known; 'natcast config --example' shows every key
                    [network]/http-port = "9000"      | 2:1: network.http-port must be a number; given was a text
                    [network]/bind = 1.5              | 2:1: network.bind must be a text; given was a number with a fraction
                    [network]/lan = [1]               | 2:1: network.lan must be a list of texts; given was a list
                    [audio]/enabled = 1               | 2:1: audio.enabled must be true or false; given was a number
                    network = 1                       | 1:1: network must be a table, [network]; given was a number
                    [channel]/source = "a"            | 1:1: channel must be a list of tables: write [[channel]]; given was a table
                    [network]/tunnel = "fpr"          | 2:1: network.tunnel must be one of none, frp, docker, one-to-one but is "fpr"
                    [network]/http-port = 70000       | 2:1: network.http-port: port 70000 is not 0 to 65535
                    [network]/public-address = ["a b"] | 2:1: network.public-address: "a b" is not HOST or HOST:PORT
                    [network]/public-address = ["224.0.0.1"] | 2:1: network.public-address:
                    [[network.forward]]/public = 1    | 1:1: network.forward needs transport
                    [network]/tunnel = "frp"          | there is no public address; add it to network.public-address
                    [[ice-server]]/username = "u"     | 1:1: ice-server needs urls
                    [[ice-server]]/urls = "ftp:a"     | 2:1: ice-server.urls:
                    [turn]/listen = "a"/username = "u" | 3:1: turn.username: a user of TURN has a name and a password
                    [frp]/user = "u"                  | 1:1: frp needs server
                    [security]/tls-key = "k"          | 2:1: security.tls-key: a certificate needs its key
                    [security]/admin = "127.0.0.1"    | 2:1: security.admin: "127.0.0.1" is not IP:PORT
                    [turn]/listen = "a"/username = "u"/password-variable = "NONE" | 4:1: turn.password-variable: the environment has no variable NONE
                    [turn]/listen = "a"/username = "u"/password = "p"/password-file = "f" | 4:1: turn.password: give one of
                    [network/bind = 1                 | 1:9: not TOML: Unexpected end of line, expected ]
                    a = 1979-05-27T07:32:09-05-27T07:32:00d | 1:1: a text, a date or a time is malformed
                    a = 1/a = 2                       | 2:1: not TOML: a previously defined at line 1, column 1
                    """)
    void aMistakeIsNamedWithItsPlace(String toml, String message) {
        assertThatThrownBy(() -> read(toml.replace('/', '\n')))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("natcast.toml:")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void saysWhatIsToBeEncoded(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("natcast.toml"), "[video]\ncodecs = [\"av1\", \"h264\"]\nencoder = \"libaom-av1\"\n");
        assertThat(ConfigFile.encoding(file))
                .isEqualTo(new WantedEncoding(List.of(VideoCodec.AV1, VideoCodec.H264), Optional.of("libaom-av1")));
        assertThat(ConfigFile.encoding(Files.writeString(file, ""))).isEqualTo(WantedEncoding.ANY);
        Files.writeString(file, "[video]\ncodecs = [\"h266\"]\n");
        assertThatThrownBy(() -> ConfigFile.encoding(file))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("natcast.toml:2:1: video.codecs: \"h266\" is no codec; there are [H264, H265");
    }

    private static Deployment read(String toml) throws UserException {
        return read(toml, Map.of("TURN_PASSWORD", "vtpass"));
    }

    private static Deployment read(String toml, Map<String, String> environment) throws UserException {
        return ConfigFile.parse(
                        Path.of("natcast.toml"),
                        toml,
                        Surroundings.of(environment)
                                .with(name ->
                                        List.of(IpAddress.parse("203.0.113.9").orElseThrow())))
                .deployment();
    }
}
