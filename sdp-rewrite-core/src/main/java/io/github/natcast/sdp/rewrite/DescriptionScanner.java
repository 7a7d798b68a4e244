package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.internal.LineCursor;
import io.github.natcast.sdp.internal.LineKind;
import io.github.natcast.sdp.internal.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the lines that matter to rewriting, in one pass. Confined to one rewriting. */
final class DescriptionScanner {
    private static final String PREFIX = "candidate:";

    private final String text;
    private final boolean withOrigin;
    private final LineFields fields;
    private final List<Section> sections = new ArrayList<>();
    private Section section;
    /** The current line. */
    private int number;

    private int end;
    private int next;

    private DescriptionScanner(String text, @Nullable String mid, boolean withOrigin) {
        this.text = text;
        this.withOrigin = withOrigin;
        this.fields = new LineFields(text);
        this.section = Section.session(text, mid);
        sections.add(section);
    }

    /**
     * The session part and the media sections.
     *
     * @param withOrigin whether o= is asked for, on which no other line depends
     */
    static List<Section> scan(String text, boolean withOrigin) {
        DescriptionScanner scanner = new DescriptionScanner(text, null, withOrigin);
        LineCursor cursor = new LineCursor(text);
        while (cursor.advance()) {
            int start = cursor.contentStart();
            LineKind kind = LineKind.of(text, start, cursor.end());
            // Nine lines of ten, so that they end here, where the cursor is in registers.
            boolean matters = kind == LineKind.ATTRIBUTE ? scanner.section.attributesAt < 0 : kind != LineKind.OTHER;
            if (matters) {
                scanner.at(cursor);
                scanner.line(kind, start);
            }
        }
        scanner.at(cursor);
        scanner.endSection(text.length());
        return scanner.sections;
    }

    /** As {@link #scan}, for candidates that need not be lines of SDP, of a section with this mid. */
    static List<Section> scanCandidates(String text, @Nullable String mid) {
        DescriptionScanner scanner = new DescriptionScanner(text, mid == null ? "" : mid, true);
        LineCursor cursor = new LineCursor(text);
        while (cursor.advance()) {
            scanner.at(cursor);
            scanner.loneLine(cursor.contentStart());
        }
        scanner.endSection(text.length());
        return scanner.sections;
    }

    private void at(LineCursor cursor) {
        number = cursor.number();
        end = cursor.end();
        next = cursor.next();
    }

    private void loneLine(int contentStart) {
        int start = TokenCursor.skipBlanks(text, contentStart, end);
        int name = text.regionMatches(true, start, "a=", 0, 2) ? start + 2 : start;
        LineKind kind = LineKind.of(text, start, end);
        if (text.regionMatches(true, name, PREFIX, 0, Math.min(PREFIX.length(), end - name))
                && end - name >= PREFIX.length()) {
            candidate(start, name + PREFIX.length());
        } else if (kind == LineKind.FOREIGN && fields.isBareCandidate(start, end)) {
            candidate(start, start);
        } else if (start < end && !text.startsWith("end-of-candidates", start)) {
            line(kind, start);
        }
    }

    private void line(LineKind kind, int start) {
        switch (kind) {
            case OTHER -> {}
            case ORIGIN -> {
                if (withOrigin) {
                    fields.origin(add(kind, start), start + 2);
                }
            }
            case CONNECTION -> connection(add(kind, start), start + 2);
            case MEDIA -> media(start);
            case INFORMATION -> {
                if (section.attributesAt < 0 && section.media != null) {
                    section.connectionAt = next;
                    section.connectionAfter = number;
                }
            }
            case FOREIGN -> {
                Line line = new Line(kind, number, start, end, next);
                line.exempt = Reason.MALFORMED;
                section.lines.add(line);
            }
            default -> attribute(kind, start);
        }
    }

    private void attribute(LineKind kind, int start) {
        if (section.attributesAt < 0) {
            section.attributesAt = start;
            section.attributesAfter = number - 1;
        }
        switch (kind) {
            case CANDIDATE -> candidate(start, kind.valueStart(start));
            case RTCP -> {
                section.hasRtcp = true;
                fields.rtcp(add(kind, start), kind.valueStart(start));
            }
            case RTCP_MUX -> section.rtcpMux = true;
            case MID -> section.midAt(kind.valueStart(start), end);
            case ICE_UFRAG -> section.hasUfrag = true;
            case ICE_LITE -> section.iceLite = true;
            case SOURCE_FILTER -> fields.sourceFilter(add(kind, start), kind.valueStart(start));
            case ALTC, ALT -> fields.alternative(add(kind, start), kind.valueStart(start));
            case REMOTE_CANDIDATES -> add(kind, start).exempt = Reason.REMOTE_CANDIDATES;
            case END_OF_CANDIDATES -> {
                if (section.candidatesAt < 0) {
                    section.candidatesAt = start;
                    section.candidatesAfter = number - 1;
                }
            }
            default -> {}
        }
    }

    private void candidate(int start, int from) {
        CandidateLine line = new CandidateLine(number, start, end, next);
        section.lines.add(line);
        section.candidates.add(line);
        section.candidatesAt = next;
        section.candidatesAfter = number;
        fields.candidate(line, from);
    }

    private void media(int start) {
        endSection(start);
        section = Section.media(text, number, start, end, next);
        sections.add(section);
    }

    private void connection(AddressLine line, int from) {
        fields.connection(line, from);
        if (section.connection == null) {
            section.connection = line;
        }
    }

    private AddressLine add(LineKind kind, int start) {
        AddressLine line = new AddressLine(kind, number, start, end, next);
        section.lines.add(line);
        return line;
    }

    private void endSection(int end) {
        // The cursor is at the next section's m= line, or at the last line of all.
        int last = end < text.length() ? number - 1 : number;
        if (section.attributesAt < 0) {
            section.attributesAt = end;
            section.attributesAfter = last;
        }
        if (section.candidatesAt < 0) {
            section.candidatesAt = end;
            section.candidatesAfter = last;
        }
    }
}
