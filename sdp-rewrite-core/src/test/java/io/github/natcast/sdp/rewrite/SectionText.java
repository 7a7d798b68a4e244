package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of the session part or of one media section, for oracles. Immutable.
 *
 * @param first the index of the first line in the text
 */
record SectionText(int first, List<String> lines) {
    private static final Pattern MEDIA = Pattern.compile("m=(\\S+) (\\d{1,5})(?:/(\\d{1,5}))? (\\S+)(?: .*)?");
    private static final Pattern PLACE = Pattern.compile(
            "a=candidate:\\s*\\S*\\s+(\\d{1,3})\\s+\\S+\\s+\\d{1,10}\\s+(\\S+)\\s+(\\d{1,5})\\s+typ\\s.*");

    /** The session part, and the sections after it. */
    static List<SectionText> of(List<String> lines) {
        List<SectionText> sections = new ArrayList<>();
        int first = 0;
        for (int i = 0; i <= lines.size(); i++) {
            if (i == lines.size() || withoutMark(lines.get(i)).startsWith("m=")) {
                sections.add(new SectionText(
                        first,
                        lines.subList(first, i).stream()
                                .map(SectionText::withoutMark)
                                .toList()));
                first = i;
            }
        }
        return sections;
    }

    private static String withoutMark(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    private Matcher media() {
        Matcher media = MEDIA.matcher(lines.isEmpty() ? "" : lines.get(0));
        return media.matches() ? media : MEDIA.matcher("");
    }

    /** Whether this is the session part. */
    boolean isSession() {
        return first == 0 && (lines.isEmpty() || !lines.get(0).startsWith("m="));
    }

    /** Whether this is the session part or has an m= line that says what it should. */
    boolean isReadable() {
        return isSession() || (media().matches() && port() <= 65535 && portCount() > 0);
    }

    String kind() {
        Matcher media = media();
        return media.matches() ? media.group(1) : "";
    }

    int port() {
        Matcher media = media();
        return media.matches() ? Integer.parseInt(media.group(2)) : 0;
    }

    int portCount() {
        Matcher media = media();
        return media.matches() && media.group(3) != null ? Integer.parseInt(media.group(3)) : 1;
    }

    CandidateTransport transport() {
        Matcher media = media();
        boolean tcp = media.matches() && media.group(4).regionMatches(true, 0, "TCP", 0, 3);
        return tcp ? CandidateTransport.TCP_PASSIVE : CandidateTransport.UDP;
    }

    /** The value of the first a=mid; empty when there is none. */
    String mid() {
        return lines.stream()
                .filter(line -> line.startsWith("a=mid:"))
                .map(line -> line.substring("a=mid:".length()).strip())
                .findFirst()
                .orElse("");
    }

    /** A candidate belongs to a section (RFC 8839 §5.1); one in the session part says nothing about the others. */
    boolean usesIce() {
        return lines.stream()
                .anyMatch(line -> line.startsWith("a=ice-ufrag:") || (!isSession() && line.startsWith("a=candidate:")));
    }

    /** The place of the first c= line; -1 when there is none. */
    int connection() {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("c=")) {
                return i;
            }
        }
        return -1;
    }

    boolean hasCandidate(int component, String address, int port) {
        Optional<IpAddress> ip = IpAddress.parse(address).map(IpAddress::unmapped);
        return lines.stream()
                .map(PLACE::matcher)
                .anyMatch(candidate -> candidate.matches()
                        && Integer.parseInt(candidate.group(1)) == component
                        && Integer.parseInt(candidate.group(3)) == port
                        && IpAddress.parse(candidate.group(2))
                                .map(IpAddress::unmapped)
                                .equals(ip));
    }
}
