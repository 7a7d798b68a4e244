package io.github.natcast.sdp.internal;

/**
 * Walks the tokens of one line that are parted by spaces or tabs. Confined to its caller's thread.
 *
 * <p>RFC 8866 §9 parts fields by exactly one space; runs of them are accepted because equipment in the field writes them.
 */
public final class Tokens {
    private final String text;
    private final int limit;
    private int start;
    private int end;

    /** A walker over {@code text[from, to)}, before the first token. */
    public Tokens(String text, int from, int to) {
        this.text = text;
        this.limit = to;
        this.end = from;
    }

    /** Moves to the next token; false when there is none, the token is then empty. */
    public boolean advance() {
        int at = end;
        while (at < limit && isBlank(text.charAt(at))) {
            at++;
        }
        start = at;
        while (at < limit && !isBlank(text.charAt(at))) {
            at++;
        }
        end = at;
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

    /** Whether the current token equals {@code expected}, letter case ignored. */
    public boolean is(String expected) {
        return equalsIgnoreCase(text, start, end, expected);
    }

    /** The current token's text. */
    public String value() {
        return text.substring(start, end);
    }

    /** The current token as a decimal number from 0 to {@code most}; -1 when it is none. */
    public long number(long most) {
        return number(text, start, end, most);
    }

    /** {@code text[from, to)} as a decimal number from 0 to {@code most}; -1 when it is none. */
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

    /** Whether {@code text[from, to)} equals {@code expected}, letter case ignored. */
    public static boolean equalsIgnoreCase(String text, int from, int to, String expected) {
        return to - from == expected.length() && text.regionMatches(true, from, expected, 0, expected.length());
    }

    /** Where {@code wanted} is in {@code text[from, to)}, else {@code to}; unlike String.indexOf it never reads on. */
    public static int find(String text, char wanted, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) != wanted) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
