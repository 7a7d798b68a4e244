package io.github.natcast.sdp.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.SdpCorpus;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.sdp.TransportProtocol;
import io.github.natcast.sdp.internal.LineCursor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CorpusTest {
    private static final String PUBLIC_IPV4 = "51.161.209.200";
    private static final String PUBLIC_IPV6 = "2001:db8:ffff::10";

    private final SdpRewriter rewriter = SdpRewriter.builder()
            .publicAddress(PUBLIC_IPV4)
            .publicAddress(PUBLIC_IPV6)
            .build();

    @Test
    void changesNothingButPrivateAddresses() {
        List<Path> files = SdpCorpus.files();
        int changed = 0;
        for (Path file : files) {
            String text = SdpCorpus.read(file);
            RewriteResult result = rewriter.rewrite(text);
            changed += result.changed() ? 1 : 0;

            assertThat(rewriter.rewriteText(text)).as(file.toString()).isEqualTo(result.sdp());
            assertOnlyAddressesDiffer(file, text, result);
        }
        assertThat(changed).isGreaterThan(files.size() / 10);
    }

    /** Puts the original's text back wherever the output has a public address, and compares every other byte. */
    private static void assertOnlyAddressesDiffer(Path file, String text, RewriteResult result) {
        List<Integer> dropped = result.changes().stream()
                .filter(change -> change.kind() == Decision.Kind.DROPPED)
                .map(Decision::lineNumber)
                .toList();
        List<String> before = linesWithEndings(text);
        List<String> after = linesWithEndings(result.sdp());
        for (int i = dropped.size() - 1; i >= 0; i--) {
            assertThat(before.remove(dropped.get(i) - 1)).startsWith("a=candidate:");
        }
        assertThat(after).as(file.toString()).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            if (!after.get(i).equals(before.get(i))) {
                assertAddressesWerePrivate(file, before.get(i), after.get(i));
            }
        }
    }

    private static void assertAddressesWerePrivate(Path file, String before, String after) {
        String pattern = Stream.of(after.split(
                        "(?<=\\s)(::ffff:)?(" + Pattern.quote(PUBLIC_IPV4) + "|" + Pattern.quote(PUBLIC_IPV6) + ")",
                        -1))
                .map(Pattern::quote)
                .collect(Collectors.joining("([^\\s/]+)"));
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(before);
        assertThat(matcher.matches()).as(file + ": " + before + " -> " + after).isTrue();
        for (int group = 1; group <= matcher.groupCount(); group++) {
            IpAddress local = IpAddress.parse(matcher.group(group)).orElseThrow();
            assertThat(AddressScope.of(local).isPresent() || local.toString().equals(PUBLIC_IPV4))
                    .as(file + ": " + local)
                    .isTrue();
        }
    }

    @Test
    void isIdempotent() {
        for (Path file : SdpCorpus.files()) {
            String once = rewriter.rewriteText(SdpCorpus.read(file));
            assertThat(rewriter.rewriteText(once)).as(file.toString()).isSameAs(once);
        }
    }

    @Test
    void leavesNoPrivateHostCandidateBehind() {
        for (Path file : SdpCorpus.files()) {
            SessionDescription.parse(rewriter.rewriteText(SdpCorpus.read(file))).mediaSections().stream()
                    .flatMap(section -> section.candidates().stream())
                    .filter(candidate -> candidate.type() == CandidateType.HOST)
                    .filter(candidate -> !candidate.tcpType().equals(Optional.of("active")))
                    .filter(candidate -> candidate.transport() != TransportProtocol.OTHER)
                    .flatMap(candidate -> candidate.ip().stream())
                    .filter(ip -> !ip.isLoopback())
                    .forEach(ip -> assertThat(PrivateAddresses.contains(ip))
                            .as(file + ": " + ip)
                            .isFalse());
        }
    }

    private static List<String> linesWithEndings(String text) {
        List<String> lines = new ArrayList<>();
        LineCursor cursor = new LineCursor(text);
        while (cursor.advance()) {
            lines.add(text.substring(cursor.start(), cursor.next()));
        }
        return lines;
    }
}
