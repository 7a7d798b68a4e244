package io.github.natcast.sdp.internal.json;

/** Strings as JSON and as messages show them. Stateless. */
public final class JsonText {
    private static final int LONGEST_EXCERPT = 60;

    private JsonText() {}

    /** Appends {@code value} in quotes, escaped as RFC 8259 §7 demands; beyond ASCII nothing is escaped. */
    public static void appendQuoted(StringBuilder out, String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    // A lone surrogate has no UTF-8 form; U+2028 and U+2029 end a line in old JavaScript.
                    if (c < ' '
                            || c == 0x7F
                            || (Character.isSurrogate(c) && !isPaired(value, i))
                            || c == 0x2028
                            || c == 0x2029) {
                        appendEscape(out, c);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static void appendEscape(StringBuilder out, char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit(c >> shift & 0xF, 16));
        }
    }

    private static boolean isPaired(String value, int index) {
        return Character.isHighSurrogate(value.charAt(index))
                ? index + 1 < value.length() && Character.isLowSurrogate(value.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(value.charAt(index - 1));
    }

    /** At most 60 characters of {@code text}, control characters as {@code ?}: fit for one line of a message. */
    public static String excerpt(String text) {
        String cut = text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "…";
        return cut.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?");
    }
}
