package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.examples.cli.console.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParseResult;

/** A flag wins over the environment, which wins over the file. */
final class ConfiguredTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("natcast.toml");
    }

    private List<String> arguments(String toml, Map<String, String> environment, String... flags)
            throws IOException, UserException {
        Files.writeString(file, toml);
        List<String> line = new ArrayList<>(List.of("serve", "--config", file.toString()));
        line.addAll(List.of(flags));
        ParseResult given = Natcast.commandLine().parseArgs(line.toArray(String[]::new));
        return Configured.by(given.subcommand(), environment).layers().arguments();
    }

    @Test
    void theLaterLayerWins() throws Exception {
        String toml = "[network]\nhttp-port = 1\nmedia-port = 2\ntcp-port = 3\n";

        assertThat(arguments(toml, Map.of("NATCAST_MEDIA_PORT", "4", "NATCAST_TCP_PORT", "5"), "--tcp-port", "6"))
                .containsExactlyInAnyOrder("--http-port=1", "--media-port=4", "--tcp-port=6");
    }

    @Test
    void aListIsReplacedAndNotAddedTo() throws Exception {
        String toml = "[network]\npublic-address = [\"192.0.2.1\", \"2001:db8::1\"]\nlan = [\"none\"]\n";

        assertThat(arguments(toml, Map.of("NATCAST_LAN", "10.0.0.0/8, 172.16.0.0/12"), "--public-address=192.0.2.7"))
                .containsExactlyInAnyOrder("--public-address=192.0.2.7", "--lan=10.0.0.0/8", "--lan=172.16.0.0/12");
    }

    /** A WHIP URL may be a secret in whole, and each has its token. */
    @Test
    void eachTargetIsPublishedToWithItsToken() throws Exception {
        String toml = "[publish]\nurl = [\"https://a/whip\", \"https://b/whip\"]\ntoken-file = [\"a.token\", \"-\"]\n";

        assertThat(arguments(toml, Map.of()))
                .containsExactly(
                        "--publish=https://a/whip",
                        "--publish=https://b/whip",
                        "--publish-token=" + folder.resolve("a.token"),
                        "--publish-token=-");
        assertThat(arguments("[publish]\nurl = \"https://a/whip\"\n", Map.of()))
                .containsExactly("--publish=https://a/whip");
    }

    @Test
    void whereToPublishIsReadFromAFileOrAVariable() throws Exception {
        Files.writeString(folder.resolve("urls"), "# of the engines\nhttps://a/whip\n\n https://b/whip \n");
        String[] both = {"--publish=https://a/whip", "--publish=https://b/whip"};

        assertThat(arguments("[publish]\nurl-file = \"urls\"\n", Map.of())).containsExactly(both);
        assertThat(arguments(
                        "[publish]\nurl-variable = \"URLS\"\n", Map.of("URLS", "https://a/whip  https://b/whip\n")))
                .containsExactly(both);
    }

    @Test
    void anotherChannelIsPublishedToo() throws Exception {
        Files.writeString(folder.resolve("url"), "https://a/whip?secret=1\n");
        String channel = "[[channel]]\nname = \"lobby\"\npublish-token-file = [\"a.token\"]\n";
        String expected = "--channel={\"publish\":[\"https://a/whip?secret=1\"],\"name\":\"lobby\","
                + "\"publish-token-file\":[\"" + folder.resolve("a.token") + "\"]}";

        assertThat(arguments(channel + "publish-file = \"url\"\n", Map.of())).containsExactly(expected);
        assertThat(arguments(channel + "publish = \"https://a/whip?secret=1\"\n", Map.of()))
                .containsExactly(expected);
        assertThatThrownBy(() -> arguments("[[channel]]\npublish = \"https://a/whip\"\n", Map.of()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(":2:1: channel.publish: is for other channels")
                .hasMessageContaining("[publish]");
    }

    @Test
    void togglesOfEachKindAreRead() throws Exception {
        String toml = "audio.enabled = false\nvideo.low-delay = true\nvideo.adaptation = true\n";

        assertThat(arguments(toml, Map.of("NATCAST_TIMECODE", "yes", "NATCAST_LOW_DELAY", "0")))
                .containsExactlyInAnyOrder(
                        "--no-audio=true", "--low-delay=false", "--no-adaptation=false", "--timecode=true");
    }

    @Test
    void tablesBecomeWhatStructuredFlagsTake() throws Exception {
        String toml = """
                [[ice-server]]
                urls = ["turn:192.0.2.3:3478"]
                username = "u"
                credential-variable = "PASSWORD"
                [relay]
                urls = "turn:192.0.2.4"
                username = "r"
                credential = "s"
                [[channel]]
                source = "film.mp4"
                loop = false
                [channel.source-option]
                probesize = 500000
                [[channel]]
                name = "lobby"
                source = "lobby.mp4"
                size = "640x360"
                """;

        assertThat(arguments(toml, Map.of("PASSWORD", "p")))
                .containsExactlyInAnyOrder(
                        "--ice-servers=[{\"urls\":[\"turn:192.0.2.3:3478\"],\"username\":\"u\",\"credential\":\"p\"}]",
                        "--turn=[{\"urls\":[\"turn:192.0.2.4\"],\"username\":\"r\",\"credential\":\"s\"}]",
                        "--source=" + folder.resolve("film.mp4"),
                        "--no-loop=true",
                        "--source-option=probesize=500000",
                        "--channel={\"name\":\"lobby\",\"source\":\"" + folder.resolve("lobby.mp4")
                                + "\",\"size\":\"640x360\"}");
    }

    @Test
    void forwardsSayWhatBrowsersAreTold() throws Exception {
        String toml = """
                [network]
                public-address = ["192.0.2.1", "media.example.org"]
                tunnel = "frp"
                [[network.forward]]
                transport = "udp"
                public = 40111
                local = 10111
                [[network.forward]]
                transport = "tcp"
                public = 40000
                local = 9000
                """;

        assertThat(arguments(toml, Map.of()))
                .containsExactlyInAnyOrder(
                        "--public-address=192.0.2.1:40111",
                        "--public-address=media.example.org:40111",
                        "--public-tcp=192.0.2.1:40000");
        assertThat(arguments(toml, Map.of(), "--http-port=1", "--media-port=2"))
                .as("no forward leads to these ports")
                .doesNotContain("--public-tcp=192.0.2.1:40000")
                .contains("--public-address=192.0.2.1");
    }

    @Test
    void theHeadersOfAnFrpClientOnThisHostAreBelieved() throws Exception {
        String toml = "[frp]\nserver = \"192.0.2.1\"\nproxy-protocol = true\n";

        assertThat(arguments(toml, Map.of())).containsExactly("--proxy-protocol=127.0.0.0/8", "--proxy-protocol=::1");
        assertThat(arguments(toml, Map.of(), "--proxy-protocol=10.0.0.1/32"))
                .containsExactly("--proxy-protocol=10.0.0.1/32");
    }

    @Test
    void aVariableNamesTheFileAndAFlagAnother() throws Exception {
        Path other = Files.writeString(folder.resolve("other.toml"), "network.http-port = 7\n");
        Map<String, String> environment = Map.of("NATCAST_CONFIG", other.toString());
        ParseResult given = Natcast.commandLine().parseArgs("serve").subcommand();

        assertThat(Configured.by(given, environment).layers().arguments()).containsExactly("--http-port=7");
        assertThat(arguments("network.http-port = 8\n", environment)).containsExactly("--http-port=8");
    }

    @Test
    void aVariableThatIsMisspeltIsTold() throws Exception {
        Map<String, String> environment =
                Map.of("NATCAST_HTP_PORT", "1", "NATCAST_SERVICE_HOST", "10.0.0.1", "NATCAST_LAN", "none");
        ParseResult given = Natcast.commandLine().parseArgs("serve").subcommand();

        assertThat(Configured.by(given, environment).layers().misspeltVariables())
                .containsExactly("the variable NATCAST_HTP_PORT is not known; did you mean NATCAST_HTTP_PORT?");
    }

    @Test
    void theVariablesOfSecretsKeepTheirMeaning() throws Exception {
        assertThat(arguments("", Map.of("NATCAST_TOKEN", "a b", "NATCAST_TURN_SECRET", "c")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    [video]/size = "big"                     | A=b | natcast.toml:2:1: video.size: "big" is not WIDTHxHEIGHT
                    [video]/size = "1279x720"                | A=b | natcast.toml:2:1: video.size: width 1279 must be even
                    [security]/tls-key = "k"                 | A=b | natcast.toml:2:1: security.tls-key: a certificate needs
                    [security]/hsts = true                   | A=b | natcast.toml:2:1: security.hsts is of no use without security.tls-certificate
                    [limits]/offers-per-minute = 0           | A=b | natcast.toml:2:1: limits.offers-per-minute
                    [service]/drain = 4000                   | A=b | natcast.toml:2:1: service.drain 4000 must be 0 to 3600
                    [security]/origin = "www.example.org"    | A=b | natcast.toml:2:1: security.origin: origin "www
                    [[channel]]/name = "a"/fps = 0           | A=b | natcast.toml:1:1: channel: "a": framesPerSecond 0
                    [[channel]]/name = "a"/source = "-"      | A=b | natcast.toml:1:1: channel: "a": source - is standard input
                    [[channel]]/fps = 5                      | A=b | natcast.toml:2:1: channel.fps: is for other channels
                    [[channel]]/name = "a"/[[channel]]/name = "a" | A=b | natcast.toml:4:1: channel.name: there is another
                    -                                        | NATCAST_HTTP_PORT=tcp://10.0.0.1:80 | NATCAST_HTTP_PORT: 'tcp://10.0.0.1:80' is not an int
                    -                                        | NATCAST_HTTP_PORT=70000 | NATCAST_HTTP_PORT: HTTP port 70000 must be
                    -                                        | NATCAST_HSTS=1          | NATCAST_HSTS is of no use without NATCAST_TLS_CERTIFICATE
                    -                                        | NATCAST_HSTS=maybe      | NATCAST_HSTS: "maybe" is neither true nor false
                    -                                        | NATCAST_LAN=10.0.0.1/8  | NATCAST_LAN: 10.0.0.1/8 has bits set
                    """)
    void anErrorNamesThePlaceAndNotAFlag(String toml, String variable, String message) {
        String[] assignment = variable.split("=", 2);
        String text = toml.equals("-") ? "" : toml.replace('/', '\n');

        assertThatThrownBy(() -> arguments(text, Map.of(assignment[0], assignment[1])))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("--");
    }

    @Test
    void theFlagIsBlamedWhereTheFileIsRight() {
        assertThatThrownBy(() -> arguments("[video]\nsize = \"640x360\"\n", Map.of(), "--fps=0"))
                .hasMessage("--fps: framesPerSecond 0 must be 1 to 120");
    }
}
