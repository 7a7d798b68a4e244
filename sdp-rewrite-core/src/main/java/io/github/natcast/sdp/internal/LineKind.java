package io.github.natcast.sdp.internal;

/**
 * What a line is by its type and, for {@code a=}, by its attribute's name; RFC 8866 §5.13 compares names exactly. The
 * model and the rewriter both go by this.
 */
public enum LineKind {
    /** {@code o=}. */
    ORIGIN,
    /** {@code c=}. */
    CONNECTION,
    /** {@code m=}; begins a section whatever follows. */
    MEDIA,
    /** {@code i=}. */
    INFORMATION,
    /** {@code a=candidate:}. */
    CANDIDATE,
    /** {@code a=remote-candidates:}. */
    REMOTE_CANDIDATES,
    /** {@code a=end-of-candidates}. */
    END_OF_CANDIDATES,
    /** {@code a=rtcp:}. */
    RTCP,
    /** {@code a=rtcp-mux}, and {@code a=rtcp-mux-only}, which demands it (RFC 8858 §3). */
    RTCP_MUX,
    /** {@code a=mid:}. */
    MID,
    /** {@code a=ice-ufrag:}. */
    ICE_UFRAG,
    /** {@code a=ice-lite}. */
    ICE_LITE,
    /** {@code a=source-filter:}. */
    SOURCE_FILTER,
    /** {@code a=altc:}. */
    ALTC,
    /** {@code a=alt:}. */
    ALT,
    /** Any other attribute. */
    ATTRIBUTE,
    /** Any other line with a type. */
    OTHER,
    /** Not {@code <type>=<value>}. */
    FOREIGN;

    /** The kind of the line {@code text[start, end)}, which has neither ending nor byte order mark. */
    public static LineKind of(String text, int start, int end) {
        if (end - start < 2 || text.charAt(start + 1) != '=') {
            return FOREIGN;
        }
        return switch (text.charAt(start)) {
            case 'a' -> attribute(text, start + 2, end);
            case 'c' -> CONNECTION;
            case 'm' -> MEDIA;
            case 'o' -> ORIGIN;
            case 'i' -> INFORMATION;
            default -> OTHER;
        };
    }

    /** Where the value of an attribute of this kind begins, in a line that begins at {@code start}. */
    public int valueStart(int start) {
        return start
                + switch (this) {
                    case CANDIDATE -> "a=candidate:".length();
                    case RTCP -> "a=rtcp:".length();
                    case MID -> "a=mid:".length();
                    case SOURCE_FILTER -> "a=source-filter:".length();
                    case ALTC -> "a=altc:".length();
                    case ALT -> "a=alt:".length();
                    default -> 2;
                };
    }

    // Below 325 bytes of code, above which the JIT compiler inlines nothing however hot it is (FreqInlineSize).
    private static LineKind attribute(String text, int name, int end) {
        if (end - name < "alt:".length()) {
            return ATTRIBUTE;
        }
        // Most lines are rtpmap, rtcp-fb, fmtp, extmap and ssrc: two characters set them apart from those that matter.
        char second = text.charAt(name + 1);
        return switch (text.charAt(name)) {
            case 'c' -> second == 'a' ? value(text, name, "candidate:", CANDIDATE) : ATTRIBUTE;
            case 'r' -> second == 't' ? rtcp(text, name, end) : remoteCandidates(text, name);
            case 'm' -> second == 'i' ? value(text, name, "mid:", MID) : ATTRIBUTE;
            case 'i' -> second == 'c' ? ice(text, name, end) : ATTRIBUTE;
            case 'e' -> second == 'n' ? property(text, name, end, "end-of-candidates", END_OF_CANDIDATES) : ATTRIBUTE;
            case 's' -> second == 'o' ? value(text, name, "source-filter:", SOURCE_FILTER) : ATTRIBUTE;
            case 'a' -> second == 'l' ? alternative(text, name) : ATTRIBUTE;
            default -> ATTRIBUTE;
        };
    }

    private static LineKind remoteCandidates(String text, int name) {
        return value(text, name, "remote-candidates:", REMOTE_CANDIDATES);
    }

    private static LineKind ice(String text, int name, int end) {
        LineKind lite = property(text, name, end, "ice-lite", ICE_LITE);
        return lite == ATTRIBUTE ? value(text, name, "ice-ufrag:", ICE_UFRAG) : lite;
    }

    private static LineKind alternative(String text, int name) {
        LineKind altc = value(text, name, "altc:", ALTC);
        return altc == ATTRIBUTE ? value(text, name, "alt:", ALT) : altc;
    }

    private static LineKind rtcp(String text, int name, int end) {
        int after = name + "rtcp".length();
        if (after >= end || text.charAt(name + 2) != 'c') {
            return ATTRIBUTE;
        }
        if (text.charAt(after) == ':') {
            return value(text, name, "rtcp:", RTCP);
        }
        if (after + 1 >= end || text.charAt(after + 1) != 'm') {
            return ATTRIBUTE;
        }
        LineKind mux = property(text, name, end, "rtcp-mux", RTCP_MUX);
        return mux == ATTRIBUTE ? property(text, name, end, "rtcp-mux-only", RTCP_MUX) : mux;
    }

    private static LineKind value(String text, int name, String prefix, LineKind kind) {
        return text.startsWith(prefix, name) ? kind : ATTRIBUTE;
    }

    private static LineKind property(String text, int name, int end, String property, LineKind kind) {
        int after = name + property.length();
        // With a value it is no property, yet has the name: "a=rtcp-mux:" is seen, "a=rtcp-muxed" is another.
        return text.startsWith(property, name)
                        && (after == end
                                || text.charAt(after) == ':'
                                || TokenCursor.skipBlanks(text, after, end) == end)
                ? kind
                : ATTRIBUTE;
    }
}
