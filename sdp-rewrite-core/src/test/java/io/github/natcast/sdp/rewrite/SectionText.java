package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of the session part or of one media section, as oracles read them. Immutable. */
final class SectionText {
    private static final Pattern MEDIA = Pattern.compile("m=(\\S+) (\\d{1,5})(?:/(\\d{1,5}))? (\\S+)(?: .*)?");
    private static final Pattern PLACE = Pattern.compile(
            "a=candidate:\\s*\\S*\\s+(\\d{1,3})\\s+\\S+\\s+\\d{1,10}\\s+(\\S+)\\s+(\\d{1,5})\\s+typ\\s.*",
            Pattern.CASE_INSENSITIVE);

    /** The index of the first line in the text. */
    final int first;

    final List<String> lines;
    final boolean isSession;
    /** Whether this is the session part, or has an m= line that says what it should. */
    final boolean isReadable;
    /** Empty in the session part. */
    final String kind;
    /** The port of m=; 0 in the session part. */
    final int port;

    final int portCount;
    final CandidateTransport transport;
    /** The value of the first a=mid; empty when there is none. */
    final String mid;
    /** The place of the first c= line; -1 when there is none. */
    final int connection;

    private SectionText(int first, List<String> lines) {
        this.first = first;
        this.lines = lines;
        this.isSession = first == 0 && (lines.isEmpty() || !lines.get(0).startsWith("m="));
        Matcher media = MEDIA.matcher(lines.isEmpty() ? "" : lines.get(0));
        boolean said = media.matches();
        this.kind = said ? media.group(1) : "";
        this.port = said ? Integer.parseInt(media.group(2)) : 0;
        this.portCount = said && media.group(3) != null ? Integer.parseInt(media.group(3)) : 1;
        boolean tcp = said && media.group(4).regionMatches(true, 0, "TCP", 0, 3);
        this.transport = tcp ? CandidateTransport.TCP_PASSIVE : CandidateTransport.UDP;
        this.isReadable = isSession || (said && port <= 65535 && portCount > 0);
        this.mid = lines.stream()
                .filter(line -> line.startsWith("a=mid:"))
                .map(line -> line.substring("a=mid:".length()).strip())
                .findFirst()
                .orElse("");
        int at = -1;
        for (int i = lines.size() - 1; i >= 0; i--) {
            at = lines.get(i).startsWith("c=") ? i : at;
        }
        this.connection = at;
    }

    /** The session part, and the sections after it. */
    static List<SectionText> of(List<String> lines) {
        List<SectionText> sections = new ArrayList<>();
        List<String> plain = new ArrayList<>(lines);
        if (!plain.isEmpty() && plain.get(0).startsWith("\uFEFF")) {
            plain.set(0, plain.get(0).substring(1));
        }
        int first = 0;
        for (int i = 0; i <= plain.size(); i++) {
            if (i == plain.size() || plain.get(i).startsWith("m=")) {
                sections.add(new SectionText(first, plain.subList(first, i)));
                first = i;
            }
        }
        return sections;
    }

    /** A candidate belongs to a section (RFC 8839 §5.1); one in the session part says nothing about the others. */
    boolean usesIce() {
        return lines.stream()
                .anyMatch(line -> line.startsWith("a=ice-ufrag:") || (!isSession && line.startsWith("a=candidate:")));
    }

    boolean hasCandidate(int component, String address, int port) {
        Optional<IpAddress> ip = IpAddress.parse(address).map(IpAddress::unmapped);
        return lines.stream()
                .filter(line -> line.startsWith("a=candidate:"))
                .map(PLACE::matcher)
                .anyMatch(candidate -> candidate.matches()
                        && Integer.parseInt(candidate.group(1)) == component
                        && Integer.parseInt(candidate.group(3)) == port
                        && IpAddress.parse(candidate.group(2))
                                .map(IpAddress::unmapped)
                                .equals(ip));
    }
}
