package io.github.natcast.sdp.jain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.nist.javax.sdp.parser.SDPAnnounceParser;
import io.github.natcast.sdp.SdpCorpus;
import io.github.natcast.sdp.SdpParseException;
import io.github.natcast.sdp.rewrite.Decision;
import io.github.natcast.sdp.rewrite.RewriteResult;
import io.github.natcast.sdp.rewrite.RewriteRule;
import io.github.natcast.sdp.rewrite.SdpRewriter;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sdp.Attribute;
import javax.sdp.MediaDescription;
import javax.sdp.SdpException;
import javax.sdp.SessionDescription;
import org.junit.jupiter.api.Test;

/** Runs twice: with jain-sip-ri on the class path, and with ice4j's fork in its place. */
class JainSdpTest {
    private static final String ANSWER = String.join(
                    "\r\n",
                    "v=0",
                    "o=- 7310 1 IN IP4 192.168.1.10",
                    "s=-",
                    "c=IN IP4 192.168.1.10",
                    "b=AS:500",
                    "t=0 0",
                    "a=group:BUNDLE 0",
                    "m=video 20111 UDP/TLS/RTP/SAVPF 96",
                    "b=AS:400",
                    "a=mid:0",
                    "a=candidate:1 1 udp 2130706431 192.168.1.10 20111 typ host generation 0",
                    "a=candidate:2 1 udp 2130706175 10.0.0.10 20111 typ host generation 0",
                    "a=candidate:3 1 tcp 1 192.168.1.10 9 typ host tcptype active",
                    "a=rtcp-mux",
                    "a=rtpmap:96 VP8/90000",
                    "m=audio 5000 RTP/AVP 0",
                    "c=IN IP4 224.2.1.1/127")
            + "\r\n";

    private final SdpRewriter rewriter = SdpRewriter.builder()
            .publicAddress("51.161.209.200", PortMapping.range(20111, 20115, 10111))
            .build();

    @Test
    void runsOnTheClassPathThatTheBuildSays() {
        String expected = System.getProperty("natcast.jain", "jain-sip-ri");

        assertThat(SessionDescription.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .contains("/" + expected + "-");
    }

    @Test
    void rewritesAddressesAndPortsInTheTree() throws Exception {
        SessionDescription tree = parse(ANSWER);

        RewriteResult result = JainSdp.rewrite(tree, rewriter);

        assertThat(tree.toString())
                .isEqualTo(ANSWER.replace("c=IN IP4 192.168.1.10", "c=IN IP4 51.161.209.200")
                        .replace("m=video 20111", "m=video 10111")
                        .replace("192.168.1.10 20111", "51.161.209.200 10111")
                        .replace("a=candidate:2 1 udp 2130706175 10.0.0.10 20111 typ host generation 0\r\n", ""));
        assertThat(result.changes()).extracting(Decision::kind).contains(Decision.Kind.CHANGED, Decision.Kind.DROPPED);
    }

    @Test
    void reportsLineNumbersOfTheTreesOwnText() throws Exception {
        RewriteResult result = JainSdp.rewrite(parse(ANSWER), rewriter);

        List<String> lines = ANSWER.lines().toList();
        assertThat(result.decisions())
                .isNotEmpty()
                .allSatisfy(
                        change -> assertThat(lines.get(change.lineNumber() - 1)).isEqualTo(change.before()));
    }

    @Test
    void addsServerReflexiveCandidatesAfterTheirHostCandidates() throws Exception {
        SessionDescription tree = parse(ANSWER);

        JainSdp.rewrite(
                tree,
                SdpRewriter.builder()
                        .rule(RewriteRule.named("keep").append(PublicAddress.of("51.161.209.200")))
                        .build());

        List<String> candidates = attributes(tree, 0, "candidate");
        assertThat(candidates)
                .hasSizeGreaterThan(3)
                .contains("1 1 udp 2130706431 192.168.1.10 20111 typ host generation 0");
        assertThat(candidates)
                .anyMatch(value -> value.contains("51.161.209.200 20111 typ srflx raddr 192.168.1.10 rport 20111"));
        assertThat(tree.toString().lines().filter(line -> line.contains("typ srflx")))
                .allMatch(line -> line.startsWith("a=candidate:"));
    }

    @Test
    void addsRtcpWhereItIsNoLongerAtTheNextPort() throws Exception {
        // Without candidates: with them, RTCP has one of its own, or there is none.
        SessionDescription tree = parse(ANSWER.replace("a=rtcp-mux\r\n", "")
                .replace("a=group:BUNDLE 0\r\n", "")
                .replaceAll("a=candidate[^\r]*\r\n", ""));

        RewriteResult result = JainSdp.rewrite(
                tree,
                SdpRewriter.builder()
                        .publicAddress("51.161.209.200", PortMapping.table(Map.of(20111, 10111, 20112, 10200)))
                        .build());

        assertThat(attributes(tree, 0, "rtcp")).containsExactly("10200");
        assertThat(result.changes()).extracting(Decision::kind).contains(Decision.Kind.ADDED);
    }

    @Test
    void givesASectionItsOwnConnectionWhenItNeedsAnotherAddressThanTheSession() throws Exception {
        String twoPorts = ANSWER.replace(
                "m=audio 5000 RTP/AVP 0\r\nc=IN IP4 224.2.1.1/127", "m=audio 30111 RTP/AVP 0\r\na=mid:1");
        SdpRewriter byPort = SdpRewriter.builder()
                .rule(RewriteRule.named("video").port(20111).replaceWith(PublicAddress.of("192.0.2.1")))
                .rule(RewriteRule.named("audio").replaceWith(PublicAddress.of("192.0.2.2")))
                .build();
        SessionDescription tree = parse(twoPorts);

        JainSdp.rewrite(tree, byPort);

        assertThat(sortedLines(tree.toString())).isEqualTo(sortedLines(byPort.rewriteText(twoPorts)));
        assertThat(tree.toString()).contains("192.0.2.1").contains("192.0.2.2");
    }

    @Test
    void leavesTheTreeAloneWhenNothingChanges() throws Exception {
        String text = ANSWER.replace("192.168.1.10", "203.0.113.5").replace("10.0.0.10", "203.0.113.6");
        SessionDescription tree = parse(text);

        assertThat(JainSdp.rewrite(tree, rewriter).changed()).isFalse();
        assertThat(tree.toString()).isEqualTo(text);
    }

    @Test
    void leavesTheTreeAloneWhenItIsLongerThanTheLimit() throws Exception {
        SessionDescription tree = parse(ANSWER);
        SdpRewriter small = SdpRewriter.builder()
                .publicAddress("51.161.209.200")
                .maxLength(100)
                .build();

        assertThatThrownBy(() -> JainSdp.rewrite(tree, small)).isInstanceOf(SdpParseException.class);
        assertThat(tree.toString()).isEqualTo(ANSWER);
    }

    @Test
    void keepsAFieldOneLineWhateverAProgramPutIntoIt() throws Exception {
        SessionDescription tree = parse(ANSWER);
        ((MediaDescription) tree.getMediaDescriptions(false).get(0))
                .setAttribute("note", "x\r\na=candidate:9 1 udp 1 192.168.1.10 20111 typ host");

        assertThat(JainSdp.rewrite(tree, rewriter).changes())
                .noneMatch(change -> change.before().contains("candidate:9"));
    }

    @Test
    void doesToTheTreeWhatTheRewriterDoesToItsText() throws Exception {
        SdpRewriter anyPort =
                SdpRewriter.builder().publicAddress("51.161.209.200").build();
        int compared = 0;
        for (Path file : SdpCorpus.files()) {
            Optional<SessionDescription> tree = tryParse(SdpCorpus.read(file));
            if (tree.isPresent()) {
                String before = tree.get().toString();
                RewriteResult result = JainSdp.rewrite(tree.get(), anyPort);

                assertThat(sortedLines(tree.get().toString()))
                        .as(file.toString())
                        .isEqualTo(sortedLines(anyPort.rewriteText(before)))
                        .isEqualTo(sortedLines(result.sdp()));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    /** JAIN needs time quadratic in the length where lines end with LF, and refuses much. */
    private static Optional<SessionDescription> tryParse(String text) {
        if (text.length() > 20_000) {
            return Optional.empty();
        }
        PrintStream errors = System.err;
        // JAIN prints a stack trace for each text that it refuses.
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            SessionDescription tree = parse(text.replaceAll("\r\n|\r|\n", "\r\n"));
            // What comes back must be readable again, else there is nothing to compare.
            parse(tree.toString());
            return Optional.of(tree);
        } catch (ParseException | RuntimeException e) {
            return Optional.empty();
        } finally {
            System.setErr(errors);
        }
    }

    private static SessionDescription parse(String text) throws ParseException {
        return new SDPAnnounceParser(text).parse();
    }

    private static List<String> attributes(SessionDescription tree, int section, String name) throws SdpException {
        MediaDescription media =
                (MediaDescription) tree.getMediaDescriptions(false).get(section);
        List<String> values = new ArrayList<>();
        for (Object element : media.getAttributes(false)) {
            Attribute attribute = (Attribute) element;
            if (attribute.getName().equals(name)) {
                values.add(attribute.getValue());
            }
        }
        return values;
    }

    private static List<String> sortedLines(String text) {
        return text.lines().map(String::strip).sorted().toList();
    }
}
