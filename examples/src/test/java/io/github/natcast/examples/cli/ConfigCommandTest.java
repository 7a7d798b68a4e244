package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code natcast config}, as it is used. */
final class ConfigCommandTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern KEY_IN_COMMENT = Pattern.compile("(?m)^#(?=[a-z\\[])");
    private static final Pattern TOML_BLOCK = Pattern.compile("(?s)```toml\\n(.*?)```");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"--schema, natcast.schema.json", "--example, natcast.example.toml"})
    void theCommittedCopyIsWhatTheCommandPrints(String option, String file) throws IOException {
        Run run = Run.natcast("config", option);

        assertThat(run.status()).isZero();
        assertThat(Files.readString(DOCS.resolve(file)))
                .as("write it anew: natcast config %s > docs/%s", option, file)
                .isEqualTo(run.out());
    }

    @Test
    void theExampleIsReadAsItIs() {
        Run run = Run.natcast(
                "config",
                "--show",
                "--config",
                DOCS.resolve("natcast.example.toml").toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void everyKeyOfTheExampleIsKnownAndHasAValueOfItsType() throws IOException {
        String example = Files.readString(DOCS.resolve("natcast.example.toml"));
        Path file = Files.writeString(
                folder.resolve("natcast.toml"), KEY_IN_COMMENT.matcher(example).replaceAll(""));

        // All keys at once contradict each other; that is found out once all are known and of their types.
        assertThat(Run.natcast("config", "--show", "--config", file.toString()).err())
                .contains("give one of");
    }

    @Test
    void whatTheDocumentationShowsIsRead() throws IOException {
        Files.writeString(folder.resolve("turn.password"), "a password\n");
        Matcher blocks = TOML_BLOCK.matcher(Files.readString(DOCS.resolve("configuration.md")));
        int shown = 0;
        while (blocks.find()) {
            String toml = blocks.group(1).replace("token-variable = \"WATCH_TOKEN\"", "token-variable = \"PATH\"");
            Path file = Files.writeString(folder.resolve("natcast.toml"), toml);
            assertThat(Run.natcast("config", "--show", "--config", file.toString())
                            .err())
                    .isEmpty();
            shown++;
        }
        assertThat(shown).isEqualTo(2);
    }

    @Test
    void whatIsInForceIsShownWithItsOriginAndSecretsAreMasked() throws IOException {
        Path file = Files.writeString(folder.resolve("natcast.toml"), """
                [network]
                http-port = 9100
                media-port = 9200
                public-address = "192.0.2.1"
                tunnel = "frp"
                [[network.forward]]
                transport = "udp"
                public = 40111
                local = 9200
                [turn]
                listen = "192.0.2.9"
                username = "u"
                password = "tr0ub4dor1"
                [[ice-server]]
                urls = "turn:192.0.2.1"
                [[channel]]
                source = "rtsp://me:tr0ub4dor2@camera.local/?token=tr0ub4dor3"
                [[channel]]
                name = "lobby"
                source = "http://a.example/film.mp4"
                source-option = { headers = "Authorization: tr0ub4dor4" }
                [[channel]]
                name = "stage"
                source = "srt://a.example:9000?mode=caller&passphrase=tr0ub4dor6"
                source-option = { passphrase = "tr0ub4dor7" }
                [security]
                token = "tr0ub4dor5tr0ub4dor5"
                """);

        Run run = Run.natcast("config", "--show", "--config", file.toString(), "--http-port", "9101");

        assertThat(run.err()).isEmpty();
        assertThat(run.out().replaceAll(" +# ", " # ").replace(file.toString(), "FILE"))
                .doesNotContain("tr0ub4dor")
                .contains(
                        "http-port = 9101 # --http-port\n",
                        "media-port = 9200 # FILE:3\n",
                        "bind = \"0.0.0.0\" # default\n",
                        "public-address = [\"192.0.2.1:40111\"] # FILE:4\n",
                        "[[network.forward]]\ntransport = \"udp\" # FILE:7\n",
                        "password = \"***\" # FILE:13\n",
                        "[[ice-server]]\nurls = [\"turn:192.0.2.1\"] # FILE:14\n",
                        "credential = \"***\" # FILE:14\n",
                        "source = \"rtsp://***@camera.local/?token=***\" # FILE:17\n",
                        "name = \"lobby\" # FILE:18\n",
                        "source-option = { headers = \"***\" } # FILE:18\n",
                        "source = \"srt://a.example:9000?mode=caller&passphrase=***\" # FILE:18\n",
                        "source-option = { passphrase = \"***\" } # FILE:18\n",
                        "token = \"***\" # FILE:27\n");
    }

    @Test
    void whatIsShownIsAFileThatMeansTheSame() throws IOException {
        Path file = Files.writeString(folder.resolve("natcast.toml"), """
                [network]
                public-address = ["192.0.2.1", "media.example.org"]
                tunnel = "frp"
                lan = "none"
                [[network.forward]]
                transport = "udp"
                public = "40111-40112"
                local = "10111-10112"
                [[ice-server]]
                urls = ["stun:a.example", "stun:b.example"]
                [[channel]]
                source = "/films/a \\"film\\".mp4"
                source-option = { probesize = 500000, "b" = "c d" }
                [[channel]]
                name = "lobby"
                codecs = ["vp8"]
                audio = false
                bitrate = "700k"
                """);

        String shown =
                Run.natcast("config", "--show", "--config", file.toString()).out();
        Files.writeString(file, shown);
        String again =
                Run.natcast("config", "--show", "--config", file.toString()).out();

        assertThat(again.replaceAll(" +# .*", "")).isNotEmpty().isEqualTo(shown.replaceAll(" +# .*", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            config                             | Missing required argument
            config --schema --http-port 1      | flags such as --http-port go with --show
            config --show --no-such-flag       | Unknown option: '--no-such-flag'
            config --show --http-port 70000    | HTTP port 70000 must be 0 to 65535
            config --show --config missing.toml | missing.toml does not exist
            """)
    void aMistakeIsOneLine(String line, String message) {
        Run run = Run.natcast(line.split(" +"));

        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains(message);
        assertThat(run.status()).isEqualTo(2);
    }
}
