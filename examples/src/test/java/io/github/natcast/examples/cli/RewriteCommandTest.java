package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewriteCommandTest {
    private static final String LOCAL = "v=0\r\ns=Gr\u00fc\u00dfe\r\nc=IN IP4 192.168.1.10\nm=video 10111 RTP/AVP 96\r";
    private static final String REWRITTEN =
            "v=0\r\ns=Gr\u00fc\u00dfe\r\nc=IN IP4 51.161.209.200\nm=video 40111 RTP/AVP 96\r";
    private static final String PUBLIC = "--public-address=51.161.209.200:40111";

    @TempDir
    Path folder;

    @Test
    void rewritesStandardInput() {
        Run run = Run.withInput(LOCAL.getBytes(StandardCharsets.UTF_8), "rewrite", PUBLIC);

        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualTo(REWRITTEN);
    }

    @Test
    void writesEachFileUnderItsNameAndKeepsBytesThatAreNoText() throws IOException {
        Files.createDirectories(folder.resolve("in/deeper"));
        byte[] noText = {'v', '=', '0', '\n', 's', '=', (byte) 0xff, 0, (byte) 0xfe, '\r', '\n'};
        Files.write(folder.resolve("in/deeper/odd.sdp"), noText);
        Files.writeString(folder.resolve("in/answer.sdp"), LOCAL);

        Run run = Run.natcast("rewrite", PUBLIC, "--out=" + folder.resolve("out"), folder.resolve("in") + "");

        assertThat(run.status()).isZero();
        assertThat(folder.resolve("out/answer.sdp")).hasContent(REWRITTEN);
        assertThat(folder.resolve("out/deeper/odd.sdp")).hasBinaryContent(noText);
    }

    @Test
    void reportsEachLineAsJson() throws IOException {
        Run run = Run.withInput(LOCAL.getBytes(StandardCharsets.UTF_8), "rewrite", PUBLIC, "--report");

        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.get("changed").asBoolean()).isTrue();
        assertThat(report.at("/lines/0/line").asInt()).isEqualTo(3);
        assertThat(report.at("/lines/0/before").asText()).isEqualTo("c=IN IP4 192.168.1.10");
        assertThat(report.at("/lines/0/after").asText()).isEqualTo("c=IN IP4 51.161.209.200");
    }

    @Test
    void saysWhatIsWrongInOneLine() throws IOException {
        Path a = Files.writeString(folder.resolve("a.sdp"), LOCAL);
        Path b = Files.writeString(folder.resolve("b.sdp"), LOCAL);
        Files.createDirectories(folder.resolve("sub"));
        Path sameName = Files.writeString(folder.resolve("sub/a.sdp"), LOCAL);

        assertRefused("does not exist", "rewrite", PUBLIC, folder.resolve("none.sdp") + "");
        assertRefused("say --out DIR", "rewrite", PUBLIC, a + "", b + "");
        assertRefused("have the same name", "rewrite", PUBLIC, "--out=" + folder, a + "", sameName + "");
        assertRefused("not 1 to 65535", "rewrite", "--public-address=51.161.209.200:70000", a + "");
        assertRefused("\"example.org\" is not IP or IP:PORT", "rewrite", "--public-address=example.org", a + "");
        assertRefused("give --public-address or --topology", "rewrite", a + "");
        assertRefused("give one of them", "rewrite", PUBLIC, "--report", "--diff", a + "");
    }

    private static void assertRefused(String message, String... arguments) {
        Run run = Run.natcast(arguments);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("natcast: ").contains(message).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }
}
