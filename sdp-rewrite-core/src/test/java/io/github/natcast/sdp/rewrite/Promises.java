package io.github.natcast.sdp.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SdpLine;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.sdp.TransportProtocol;
import io.github.natcast.sdp.internal.LineCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What rewriting promises for any text whatever; shared by the property and the fuzz test. */
final class Promises {
    /** Rewriters with every option and action among them. */
    static final List<SdpRewriter> REWRITERS = List.of(
            rewriter("public-address 51.161.209.200", "public-address 2001:db8:ffff::10"),
            rewriter("public-address 51.161.209.200 offset:1000", "rewrite-origin", "hide-related", "loopback"),
            rewriter("public-address 51.161.209.200 fixed:10111", "public-address 51.161.209.201", "drop-host-names"),
            rewriter(
                    "rule a range=172.16.0.0/12 then DROP",
                    "rule b kind=video transport=UDP then APPEND 51.161.209.200=range:5000-5009:30000 2001:db8::1",
                    "rule c mid=0 type=HOST,RELAY then REPLACE 10.9.9.9=table:5004:99,5005:70",
                    "rule d range=0.0.0.0/0 ports=1-6000 then REPLACE 51.161.209.202 51.161.209.203=offset:-3",
                    "rule e transport=TCP_ACTIVE then KEEP"));

    private Promises() {}

    private static SdpRewriter rewriter(String... lines) {
        return GoldenConfig.read(List.of(lines)).build();
    }

    static void check(String text) {
        assertThat(joined(SessionDescription.parse(text))).isEqualTo(text);
        for (SdpRewriter rewriter : REWRITERS) {
            RewriteResult result = rewriter.rewrite(text);
            String fast = rewriter.rewriteText(text);
            assertThat(fast).as("without report").isEqualTo(result.sdp());
            if (result.changes().isEmpty()) {
                assertThat(fast).as("nothing changed").isSameAs(text);
            }
            assertThat(rewriter.rewriteText(fast)).as("rewritten again").isEqualTo(fast);
            assertThat(sortedLines(fast)).as("as the report says").isEqualTo(explained(text, result));
            assertThat(result.masked().decisions()).hasSameSizeAs(result.decisions());
            assertThat(result.toJson()).startsWith("{").endsWith("}\n");
        }
        assertNoPrivateHostCandidate(REWRITERS.get(0).rewriteText(text));
        checkCandidates(text);
    }

    /** The original's lines with the report applied to them. */
    private static List<String> explained(String text, RewriteResult result) {
        Map<Integer, List<Change>> changes =
                result.changes().stream().collect(Collectors.groupingBy(Change::lineNumber));
        List<String> explained = new ArrayList<>();
        int number = 0;
        for (String line : lines(text)) {
            number++;
            String now = line;
            List<String> added = new ArrayList<>();
            for (Change change : changes.getOrDefault(number, List.of())) {
                switch (change.kind()) {
                    case CHANGED -> now = change.after();
                    case DROPPED -> now = null;
                    case ADDED -> added.add(change.after());
                    case KEPT -> throw new AssertionError("KEPT among changes");
                }
            }
            if (now != null) {
                explained.add(now);
            }
            explained.addAll(added);
        }
        return explained.stream().sorted().toList();
    }

    /** Sorted: an added c= or a=rtcp is reported at its m= line and stands some lines below. */
    private static List<String> sortedLines(String text) {
        return lines(text).stream().sorted().toList();
    }

    /** Without a byte order mark, which outlives the first line. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        LineCursor cursor = new LineCursor(plain);
        while (cursor.advance()) {
            lines.add(plain.substring(cursor.start(), cursor.end()));
        }
        return lines;
    }

    private static void assertNoPrivateHostCandidate(String rewritten) {
        for (MediaSection section : SessionDescription.parse(rewritten).mediaSections()) {
            section.candidates().stream()
                    .filter(candidate -> candidate.type() == CandidateType.HOST)
                    .filter(candidate -> candidate.transport() == TransportProtocol.UDP)
                    .flatMap(candidate -> candidate.ip().stream())
                    .filter(ip -> !ip.isLoopback() && !ip.unmapped().isLoopback())
                    .forEach(ip -> assertThat(PrivateAddresses.contains(ip))
                            .as(ip.toString())
                            .isFalse());
        }
    }

    private static void checkCandidates(String text) {
        for (SdpRewriter rewriter : REWRITERS) {
            lines(text).stream()
                    .filter(line -> line.startsWith("a=candidate:"))
                    .limit(20)
                    .forEach(line -> assertThat(rewriter.rewriteCandidate(line.substring(2)).stream()
                                    .map(candidate -> "a=" + candidate)
                                    .toList())
                            .isEqualTo(rewriter.rewriteCandidate(line)));
        }
    }

    private static String joined(SessionDescription description) {
        List<SdpLine> all = new ArrayList<>(description.sessionLines());
        description.mediaSections().forEach(section -> all.addAll(section.lines()));
        return all.stream().map(line -> line.text() + line.ending()).collect(Collectors.joining());
    }
}
