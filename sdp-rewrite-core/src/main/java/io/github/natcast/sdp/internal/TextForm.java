package io.github.natcast.sdp.internal;

import java.util.Locale;

/**
 * What a text that was given as SDP is, by its form alone. The rewriter passes all but {@link #SDP} through unchanged,
 * which a user takes for success; hence whoever reads a file can ask first. Immutable.
 */
public enum TextForm {
    /** Lines {@code <type>=<value>}, or lone candidates. */
    SDP("SDP"),
    /** Nothing, or blanks only. */
    EMPTY("empty; give it an offer or an answer"),
    /** SDP as a value in a JSON object, such as W3C {@code RTCSessionDescription}. */
    JSON("JSON; give it the value of \"sdp\" alone, as jq -r .sdp prints it"),
    /** SDP whose line endings are written out, as in a log or a JSON string. */
    ESCAPED("SDP with \\r\\n written out; replace each by a line ending"),
    /** SDP whose lines have blanks in front; RFC 8866 §5 allows none. */
    INDENTED("indented SDP; remove the blanks at the beginnings of the lines"),
    /** Something else. */
    OTHER("no SDP: no line has the form <type>=<value>");

    private final String sentence;

    TextForm(String sentence) {
        this.sentence = sentence;
    }

    /** What the text is and what to do; completes "the text is". */
    public String sentence() {
        return sentence;
    }

    /** The form of the text; of a mixed one, that of most of its lines. */
    public static TextForm of(String text) {
        String body = text.startsWith("\uFEFF") ? text.substring(1).strip() : text.strip();
        if (body.isEmpty()) {
            return EMPTY;
        }
        if (isEscaped(body)) {
            return body.startsWith("{") || body.startsWith("[") ? JSON : ESCAPED;
        }
        int plain = 0;
        int indented = 0;
        LineCursor cursor = new LineCursor(text);
        while (cursor.advance()) {
            int start = cursor.contentStart();
            int content = TokenCursor.skipBlanks(text, start, cursor.end());
            if (isLine(text, content, cursor.end())) {
                plain += content == start ? 1 : 0;
                indented += content == start ? 0 : 1;
            }
        }
        if (plain + indented > 0) {
            return plain >= indented ? SDP : INDENTED;
        }
        return body.startsWith("{") || body.startsWith("[") ? JSON : OTHER;
    }

    /** Whether two SDP lines stand in one, with a written-out ending between them. */
    private static boolean isEscaped(String body) {
        int at = body.indexOf('\\');
        while (at >= 0) {
            int next = at;
            int sign = afterBackslashes(body, next);
            while (sign > next && sign < body.length() && "rn".indexOf(body.charAt(sign)) >= 0) {
                next = sign + 1;
                sign = afterBackslashes(body, next);
            }
            boolean endsLine = next > at && (isLine(body, next, body.length()) || "\"'".indexOf(last(body, next)) >= 0);
            // A real line ending before this one: a stray \n in the text of an i= line, say.
            if (endsLine) {
                return body.lastIndexOf('\n', at) < 0 || body.startsWith("{") || body.startsWith("[");
            }
            at = body.indexOf('\\', Math.max(next, sign));
        }
        return false;
    }

    /** JSON within JSON doubles them. */
    private static int afterBackslashes(String body, int from) {
        int at = from;
        while (at < body.length() && body.charAt(at) == '\\') {
            at++;
        }
        return at;
    }

    private static char last(String body, int place) {
        return place < body.length() ? body.charAt(place) : '"';
    }

    private static boolean isLine(String text, int from, int to) {
        boolean typed =
                to - from >= 2 && text.charAt(from + 1) == '=' && text.charAt(from) >= 'a' && text.charAt(from) <= 'z';
        String prefix = "candidate:";
        return typed
                || text.substring(from, Math.min(to, from + prefix.length()))
                        .toLowerCase(Locale.ROOT)
                        .equals(prefix);
    }
}
