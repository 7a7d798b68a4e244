package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.internal.CandidateSyntax;
import io.github.natcast.sdp.internal.LineCursor;
import io.github.natcast.sdp.rewrite.AddressLine.Kind;
import java.util.ArrayList;
import java.util.List;

/** Finds the lines that carry addresses, in one pass. Confined to one rewriting. */
final class DescriptionScanner {
    private final String text;
    private final boolean reportForeign;
    private final LineCursor cursor;
    private final CandidateSyntax candidate;
    private final List<Section> sections = new ArrayList<>();
    private Section section;

    private DescriptionScanner(String text, boolean reportForeign) {
        this.text = text;
        this.reportForeign = reportForeign;
        this.cursor = new LineCursor(text);
        this.candidate = new CandidateSyntax(text);
        this.section = new Section(text, null);
        sections.add(section);
    }

    /**
     * The session part and the media sections; they include lines that are not SDP only if those are to be reported.
     */
    static List<Section> scan(String text, boolean reportForeign) {
        DescriptionScanner scanner = new DescriptionScanner(text, reportForeign);
        while (scanner.cursor.advance()) {
            scanner.scanLine();
        }
        scanner.endSection(text.length());
        return scanner.sections;
    }

    private void scanLine() {
        int start = cursor.start();
        // A byte order mark, as some editors write it, is not part of the first line.
        if (start == 0 && text.charAt(0) == '\uFEFF') {
            start = 1;
        }
        if (cursor.end() - start < 2 || text.charAt(start + 1) != '=') {
            foreign(start);
            return;
        }
        switch (text.charAt(start)) {
            case 'a' -> attribute(start);
            case 'c' -> connection(add(Kind.CONNECTION, start));
            case 'm' -> media(start);
            case 'o' -> AddressReader.origin(text, add(Kind.ORIGIN, start));
            case 'i' -> {
                if (section.attributesAt < 0 && section.media != null) {
                    section.connectionAt = cursor.next();
                }
            }
            default -> {}
        }
    }

    private void attribute(int start) {
        if (section.attributesAt < 0) {
            section.attributesAt = start;
        }
        if (cursor.end() - start < "a=mid:".length()) {
            return;
        }
        // Most lines are rtpmap, rtcp-fb, fmtp, extmap and ssrc: two characters set them apart from those that matter.
        char first = text.charAt(start + 2);
        char second = text.charAt(start + 3);
        if (first == 'r') {
            attributeR(start, second);
        } else if (first == 'c' && second == 'a') {
            if (text.startsWith("candidate:", start + 2)) {
                AddressReader.candidate(text, add(Kind.CANDIDATE, start), start + "a=candidate:".length(), candidate);
            }
        } else if (first == 'm' && second == 'i') {
            if (text.startsWith("mid:", start + 2)) {
                section.midAt(start + "a=mid:".length(), cursor.end());
            }
        } else if (first == 's' && second == 'o') {
            if (text.startsWith("source-filter:", start + 2)) {
                AddressReader.sourceFilter(text, add(Kind.SOURCE_FILTER, start));
            }
        } else if (first == 'a' && second == 'l') {
            if (text.startsWith("altc:", start + 2)) {
                AddressReader.altc(text, add(Kind.ALTERNATIVE, start));
            } else if (text.startsWith("alt:", start + 2)) {
                AddressReader.alt(text, add(Kind.ALTERNATIVE, start));
            }
        }
    }

    private void attributeR(int start, char second) {
        int afterRtcp = start + "a=rtcp".length();
        if (second == 'e') {
            if (text.startsWith("remote-candidates:", start + 2)) {
                add(Kind.REMOTE_CANDIDATES, start).exempt = Reason.REMOTE_CANDIDATES;
            }
        } else if (afterRtcp + 1 >= cursor.end()) {
            return;
        } else if (text.charAt(afterRtcp) == ':') {
            if (text.startsWith("rtcp", start + 2)) {
                section.hasRtcp = true;
                AddressReader.rtcp(text, add(Kind.RTCP, start));
            }
        } else if (text.charAt(afterRtcp + 1) == 'm' && text.startsWith("rtcp-mux", start + 2)) {
            section.rtcpMux = true;
        }
    }

    private void media(int start) {
        endSection(start);
        AddressLine line = new AddressLine(Kind.MEDIA, cursor.number(), start, cursor.end(), cursor.next());
        section = new Section(text, line);
        section.readMedia(line);
        section.lines.add(line);
        sections.add(section);
    }

    private void connection(AddressLine line) {
        AddressReader.connection(text, line);
        if (section.connection == null) {
            section.connection = line;
        }
    }

    private void foreign(int start) {
        if (reportForeign) {
            add(Kind.FOREIGN, start).exempt = Reason.MALFORMED;
        }
    }

    private AddressLine add(Kind kind, int start) {
        AddressLine line = new AddressLine(kind, cursor.number(), start, cursor.end(), cursor.next());
        section.lines.add(line);
        return line;
    }

    private void endSection(int end) {
        if (section.attributesAt < 0) {
            section.attributesAt = end;
        }
    }
}
