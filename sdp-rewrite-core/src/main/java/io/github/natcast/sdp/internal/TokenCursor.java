package io.github.natcast.sdp.internal;

/**
 * Walks the tokens of one line, which spaces or tabs separate. Confined to its caller's thread.
 *
 * <p>RFC 8866 §9 separates fields by exactly one space; runs of blanks are accepted, because equipment in the field
 * writes them.
 */
public final class TokenCursor {
    private final String text;
    private final int limit;
    private int start;
    private int end;

    /** A walker over {@code text[from, to)}, before the first token. */
    public TokenCursor(String text, int from, int to) {
        this.text = text;
        this.limit = to;
        this.end = from;
    }

    /** Moves to the next token; false when there is none, the token is then empty. */
    public boolean advance() {
        start = skipBlanks(text, end, limit);
        end = skipToken(text, start, limit);
        return start < end;
    }

    /** Where the current token begins. */
    public int start() {
        return start;
    }

    /** Where the current token ends. */
    public int end() {
        return end;
    }

    /**
     * Whether the current token equals {@code expected}, which is in lower case; the token's ASCII letter case is
     * ignored.
     */
    public boolean is(String expected) {
        return equalsIgnoreCase(text, start, end, expected);
    }

    /** The current token's text. */
    public String value() {
        return text.substring(start, end);
    }

    /** The current token as a decimal number from 0 to {@code most}; -1 when it is not one. */
    public long number(long most) {
        return number(text, start, end, most);
    }

    /** {@code text[from, to)} as a decimal number from 0 to {@code most}; -1 when it is not one. */
    public static long number(String text, int from, int to, long most) {
        if (from >= to || to - from > 18) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value <= most ? value : -1;
    }

    /**
     * Whether {@code text[from, to)} equals {@code expected}, ASCII letter case ignored; String.regionMatches costs
     * several times as much.
     *
     * @param expected in lower case
     */
    public static boolean equalsIgnoreCase(String text, int from, int to, String expected) {
        int length = expected.length();
        if (to - from != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(from + i);
            char lower = c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
            if (lower != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Where {@code wanted} is in {@code text[from, to)}, else {@code to}; unlike String.indexOf it never reads on. */
    public static int find(String text, char wanted, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) != wanted) {
            at++;
        }
        return at;
    }

    /** The first place at or after {@code from} that is not a blank; {@code to} when there is none. */
    public static int skipBlanks(String text, int from, int to) {
        int at = from;
        while (at < to && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The first place at or after {@code from} that is a blank; {@code to} when there is none. */
    public static int skipToken(String text, int from, int to) {
        int at = from;
        while (at < to && !isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    static boolean isBlank(char c) {
        return c <= ' ' && (c == ' ' || c == '\t');
    }
}
