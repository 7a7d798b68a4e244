package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people type by mistake: each gets one line that says what is wrong and what would be right, and exit status 2.
 * Whoever finds another one adds it to {@code wrong-inputs.txt}.
 */
@Timeout(60)
final class WrongInputsTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        Files.writeString(folder.resolve("offer.sdp"), "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n");
        Files.writeString(folder.resolve("text.txt"), "This is no description.\n");
        Files.write(folder.resolve("bin.dat"), new byte[] {0, 1, 2, (byte) 0xff, 10, 13, 7});
        Files.createFile(folder.resolve("empty"));
        Files.createDirectory(folder.resolve("directory"));
        Files.writeString(folder.resolve("blank"), " \n");
        Files.writeString(folder.resolve("unknown.toml"), "[network]\nhttp-prot = 9000\n");
        Files.writeString(folder.resolve("date.toml"), "\na = 1979-05-27T07:32:09-05-27T07:32:00d\n");
        Files.writeString(folder.resolve("frpc.toml"), "serverAddr = '192.0.2.1'\n");
        Files.writeString(folder.resolve("drain.toml"), "[service]\ndrain = 5000\n");
        Files.writeString(folder.resolve("bind.toml"), "[network]\nbind = '[::]'\n");
        Files.writeString(folder.resolve("anyport.toml"), "[network]\nhttp-port = 0\n");
        Files.writeString(folder.resolve("viewers.toml"), "[limits]\nmax-viewers = 0\n");
        Files.writeString(folder.resolve("publish.toml"), "[publish]\nurl-file = 'nosuch'\n");
        Files.writeString(folder.resolve("publishes.toml"), "[publish]\nurl = 'a'\nurl-file = 'empty'\n");
        Files.writeString(folder.resolve("variable.toml"), "[publish]\nurl-variable = 'NATCAST_NO_SUCH'\n");
        Files.writeString(folder.resolve("target.toml"), "[publish]\nurl = [1]\n");
        Files.writeString(folder.resolve("ftp.toml"), "[publish]\nurl = ['http://a/', 'ftp://b/']\n");
        Files.writeString(
                folder.resolve("tokens.toml"), "[publish]\nurl = ['http://a/', 'http://b/']\ntoken-file = 'empty'\n");
        Files.write(folder.resolve("utf16.toml"), "[network]\n".getBytes(StandardCharsets.UTF_16));
        Files.writeString(folder.resolve("secret.toml"), "[turn]\nlisten = '192.0.2.1'\nsecret-file = 'nosuch'\n");
        Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        Files.writeString(folder.resolve("frp.toml"), """
                [network]
                public-address = ["192.0.2.1"]
                tunnel = "frp"

                [[network.forward]]
                transport = "tcp"
                public = 9000

                [frp]
                server = "192.0.2.1"
                """);
    }

    /** Each line has arguments, an arrow, and a part of the answer. */
    static Stream<List<String>> inputs() throws IOException {
        try (var in = Objects.requireNonNull(WrongInputsTest.class.getResourceAsStream("wrong-inputs.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(line -> List.of(line.split(" +=> +", 2)))
                            .toList()
                            .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void isAnsweredInOneLine(List<String> input) {
        String[] arguments = Stream.of(input.get(0).split(" +", -1))
                .map(argument -> argument.equals("''") ? "" : argument.replace("~~", folder.toString()))
                .map(argument -> argument.replace("␣", " "))
                .toArray(String[]::new);

        Run run = Run.natcast(arguments);

        assertThat(run.err().lines().toList()).as("standard error").hasSize(1);
        assertThat(run.err())
                .startsWith("natcast: ")
                .contains(input.get(1).replace("~~", folder.toString()))
                .doesNotContain("Exception")
                .doesNotContain("Error:")
                .doesNotContain("null");
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }
}
