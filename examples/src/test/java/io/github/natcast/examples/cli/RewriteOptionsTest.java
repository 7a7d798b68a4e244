package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each option of {@code natcast rewrite} does what its help says. */
class RewriteOptionsTest {
    private static final String OFFER = "v=0\r\ns=-\r\nt=0 0\r\nm=video 10111 UDP/TLS/RTP/SAVPF 96\r\n"
            + "c=IN IP4 192.168.1.10\r\na=ice-ufrag:abcd\r\na=ice-pwd:0123456789012345678901\r\n"
            + "a=candidate:1 1 udp 2122260223 192.168.1.10 10111 typ host\r\n"
            + "a=candidate:2 1 udp 1686052607 203.0.113.7 40000 typ srflx raddr 192.168.1.10 rport 10111\r\n"
            + "a=candidate:3 1 udp 2122260222 fd00::10 10111 typ host\r\n";
    private static final String PUBLIC = "--public-address=51.161.209.200";

    @TempDir
    Path folder;

    @Test
    void takesTheRulesOfATopology() throws IOException {
        String topology = topology();

        assertThat(rewrite(topology).out())
                .contains("m=video 40111 ", "c=IN IP4 51.161.209.200", " 51.161.209.200 40111 typ host")
                .doesNotContain("192.168.1.10 10111 typ host");
        assertThat(rewrite(topology, "--append").out())
                .contains("192.168.1.10 10111 typ host", " 51.161.209.200 40111 typ srflx");
    }

    @Test
    void saysWhatIsWrongWithATopology() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"publicAddresses\":");
        Path empty = Files.writeString(folder.resolve("empty.json"), "{}");

        assertRefused("broken.json: ", rewrite("--topology=" + broken));
        assertRefused("empty.json: the topology has no public address", rewrite("--topology=" + empty));
        assertRefused("none.json does not exist", rewrite("--topology=" + folder.resolve("none.json")));
        assertRefused("is a folder", rewrite("--topology=" + folder));
    }

    @Test
    void appendKeepsThePrivateCandidates() {
        for (String option : List.of("--append", "--keep-private")) {
            assertThat(rewrite(PUBLIC, option).out())
                    .contains("192.168.1.10 10111 typ host", " 51.161.209.200 10111 typ srflx");
        }
    }

    @Test
    void hidesRelatedAddressesAndDropsWhatIsNotCovered() {
        Run run = rewrite(PUBLIC, "--hide-related", "--drop-uncovered", "--strict");

        assertThat(run.out()).contains("raddr 0.0.0.0 rport 9").doesNotContain("192.168.", "fd00::10");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void tellsThatSomethingPrivateIsLeftAndStrictFails() {
        Run run = rewrite(PUBLIC);
        Run strict = rewrite(PUBLIC, "--strict");

        assertThat(run.status()).isZero();
        assertThat(strict.status()).isEqualTo(1);
        assertThat(strict.out()).isEqualTo(run.out());
        assertThat(run.err()).hasLineCount(1).startsWith("natcast: 2 private addresses are still told; --report");
    }

    @Test
    void speaksChineseOnRequest() throws IOException {
        Run report = rewrite(PUBLIC, "--lang=zh", "--report");
        Run diff = rewrite(PUBLIC, "--lang=zh-CN", "--diff");

        assertThat(report.err()).hasLineCount(1).startsWith("natcast: 结果中仍有 2 个私有地址；--report");
        JsonNode json = new ObjectMapper().readTree(report.out());
        for (String sentence : List.of("/lines/0/sentence", "/privateLeft/0/sentence")) {
            assertThat(json.at(sentence).asText()).matches(".*\\p{IsHan}.*");
        }
        assertThat(json.at("/lines/0/reason").asText()).isEqualTo("ADDRESS_REPLACED");
        assertThat(diff.out())
                .contains("\n@@ -5 +5 @@ " + json.at("/lines/0/sentence").asText());
        assertRefused("\"fr\" is not one of en, zh", rewrite(PUBLIC, "--lang=fr"));
    }

    @Test
    void reportsTextThatIsNotAsciiInUtf8() throws IOException {
        byte[] offer = OFFER.replace("m=video", "Grüße 你好\r\nm=video").getBytes(StandardCharsets.UTF_8);
        Run run = Run.withInput(offer, "rewrite", PUBLIC, "--report");

        assertThat(new ObjectMapper().readTree(run.out()).at("/lines/0/before").asText())
                .isEqualTo("Grüße 你好");
    }

    @Test
    void reportsWhatIsLeft() throws IOException {
        JsonNode left =
                new ObjectMapper().readTree(rewrite(PUBLIC, "--report").out()).get("privateLeft");

        assertThat(left.findValuesAsText("address")).containsExactly("192.168.1.10", "fd00::10");
        assertThat(left.findValuesAsText("line")).containsExactly("9", "10");
        assertThat(left.findValuesAsText("reason")).containsExactly("RELATED_ADDRESS_KEPT", "FAMILY_NOT_COVERED");
    }

    @Test
    void aPeerOnTheSameNetworkKeepsThePrivateAddresses() {
        assertThat(rewrite(PUBLIC, "--peer=192.168.1.77").out()).isEqualTo(OFFER);
        assertThat(rewrite(PUBLIC, "--peer=198.51.100.4").out())
                .isEqualTo(rewrite(PUBLIC).out());
        assertRefused("--peer: ", rewrite(PUBLIC, "--peer=viewer.example.org"));
    }

    @Test
    void masksAddressesAndKeys() {
        Run masked = rewrite(PUBLIC, "--mask");

        assertThat(masked.out())
                .startsWith("v=0\r\n")
                .doesNotContain("192.168", "51.161", "203.0.113", "fd00", "0123456789", "abcd");
        assertThat(rewrite("--mask", "--report").out()).doesNotContain("192.168", "0123456789");
        assertThat(rewrite(PUBLIC, "--mask", "--diff").out())
                .contains("@@ -5 +5 @@")
                .doesNotContain("192.168", "51.161");
    }

    @Test
    void rewritesLoneCandidates() {
        String host = "candidate:1 1 udp 2122260223 192.168.1.10 10111 typ host";
        Run run = Run.natcast("rewrite", PUBLIC, "--candidate", host, "--candidate", "a=" + host);

        assertThat(run.status()).isZero();
        String rewritten = host.replace("192.168.1.10", "51.161.209.200");
        assertThat(run.out()).isEqualTo(rewritten + "\na=" + rewritten + "\n");
        assertThat(Run.natcast("rewrite", PUBLIC, "--report", "--candidate", host)
                        .out())
                .contains("\"reason\" : \"ADDRESS_REPLACED\"");
        assertRefused("is no candidate", Run.natcast("rewrite", PUBLIC, "--candidate=hello"));
        assertRefused("is JSON", Run.natcast("rewrite", PUBLIC, "--candidate={\"candidate\":\"" + host + "\"}"));
        assertRefused("takes the place of files", Run.natcast("rewrite", PUBLIC, "--candidate", host, "a.sdp"));
    }

    @Test
    void theDiffTurnsTheOriginalIntoTheResult() throws IOException {
        for (String[] options : List.<String[]>of(
                new String[] {PUBLIC},
                new String[] {PUBLIC, "--append"},
                new String[] {PUBLIC, "--drop-uncovered", "--hide-related"},
                new String[] {topology(), "--append", "--drop-uncovered"})) {
            List<String> withDiff = new ArrayList<>(List.of(options));
            withDiff.add("--diff");
            String diff = rewrite(withDiff.toArray(String[]::new)).out();

            assertThat(UnifiedDiff.apply(OFFER, diff))
                    .isEqualTo(rewrite(options).out());
        }
    }

    private String topology() throws IOException {
        Path file = Files.writeString(folder.resolve("topology.json"), """
                {"publicAddresses": ["51.161.209.200"], "localAddresses": ["192.168.1.10"], "tunnel": "frp",
                 "forwards": [{"transport": "udp", "public": 40111, "local": 10111}]}
                """);
        return "--topology=" + file;
    }

    private static Run rewrite(String... options) {
        List<String> arguments = new ArrayList<>(List.of("rewrite"));
        arguments.addAll(List.of(options));
        return Run.withInput(OFFER.getBytes(StandardCharsets.UTF_8), arguments.toArray(String[]::new));
    }

    private static void assertRefused(String message, Run run) {
        assertThat(run.err()).startsWith("natcast: ").contains(message).hasLineCount(1);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }
}
