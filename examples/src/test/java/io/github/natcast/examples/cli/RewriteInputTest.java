package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.examples.cli.console.BoundedInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not SDP is said to be so, from standard input and from files alike. */
class RewriteInputTest {
    private static final String PUBLIC = "--public-address=51.161.209.200";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                     | is empty
            {"type":"offer","sdp":"v=0\\r\\nc=IN IP4 192.168.1.1"} | is JSON, not SDP; take its "sdp" member
            [{"sdp":"v=0"}]                                        | is JSON
            v=0\\r\\ns=-\\r\\nc=IN IP4 192.168.1.1\\r\\n           | in the place of line ends
            v=0\\ns=-\\nc=IN IP4 192.168.1.1                       | in the place of line ends
            candidate:1 1 udp 1 192.168.1.1 5 typ host             | pass it as --candidate
            <!DOCTYPE html>                                        | is not SDP: it starts with "<!DOCTYPE html>"
            """)
    void refusesWhatIsNotSdp(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("input.sdp"), text);

        assertRefused(Run.natcast("rewrite", PUBLIC, file + ""), message);
        assertRefused(Run.withInput(Files.readAllBytes(file), "rewrite", PUBLIC, "-"), message);
    }

    @Test
    void showsNoControlCharacterOfWhatIsNotSdp() {
        Run run = Run.withInput(new byte[] {0x1b, '[', '2', 'J', 7, 10, 13, 0}, "rewrite", PUBLIC);

        assertRefused(run, "it starts with \"?[2J????\"");
    }

    @Test
    void acceptsAFragment() {
        String fragment = "a=ice-ufrag:abcd\r\na=candidate:1 1 udp 2122260223 192.168.1.10 10111 typ host\r\n";

        Run run = Run.withInput(fragment.getBytes(StandardCharsets.UTF_8), "rewrite", PUBLIC);

        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualTo(fragment.replace("192.168.1.10", "51.161.209.200"));
    }

    @Test
    void readsNoMoreThanALimit() {
        byte[] large = new byte[BoundedInput.MAXIMUM_BYTES + 1];

        assertRefused(Run.withInput(large, "rewrite", PUBLIC), "has more than 16777216 bytes");
    }

    @Test
    @EnabledIf("hasEndlessDevice")
    void aDeviceWithoutEndDoesNotHang() {
        assertRefused(Run.natcast("rewrite", PUBLIC, "/dev/zero"), "/dev/zero has more than 16777216 bytes");
        assertRefused(Run.natcast("rewrite", "--topology=/dev/zero", "-"), "/dev/zero has more than 16777216 bytes");
        assertRefused(Run.natcast("doctor", "--offer=/dev/zero"), "/dev/zero has more than 16777216 bytes");
    }

    static boolean hasEndlessDevice() {
        return Files.isReadable(Path.of("/dev/zero"));
    }

    private static void assertRefused(Run run, String message) {
        assertThat(run.err()).startsWith("natcast: ").contains(message).hasLineCount(1);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }
}
