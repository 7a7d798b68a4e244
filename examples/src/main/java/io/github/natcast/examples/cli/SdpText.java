package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.UserException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Recognizes what is not SDP, and says what it is instead, in one line. */
final class SdpText {
    private static final Pattern LITERAL_LINE_END = Pattern.compile("\\\\n[a-z]=");
    /** What messages call it. */
    static final String STANDARD_INPUT = "standard input";

    private static final int SHOWN = 40;

    private SdpText() {}

    /** Whether the text is a fragment of a description (RFC 8840 §9), which has no {@code v=}. */
    static boolean isFragment(String text) {
        return !text.startsWith("v=");
    }

    /** Refuses what is neither a description nor a fragment of one. */
    static void require(String name, String text) throws UserException {
        String start = text.stripLeading();
        if (start.isEmpty()) {
            throw new UserException(name + " is empty; SDP starts with \"v=0\"");
        }
        if (start.startsWith("{") || start.startsWith("[")) {
            throw new UserException(name + " is JSON, not SDP; take its \"sdp\" member first, as in: jq -r .sdp "
                    + file(name) + " | natcast rewrite ... -");
        }
        if (LITERAL_LINE_END.matcher(text).find()) {
            throw new UserException(name + " has a backslash and letters, \\r\\n, in the place of line ends; turn them"
                    + " into line ends first, as in: printf %b \"$(cat " + file(name) + ")\"");
        }
        if (start.regionMatches(true, 0, "candidate:", 0, "candidate:".length())) {
            throw new UserException(name + " is a lone candidate, not SDP; pass it as --candidate TEXT");
        }
        if (!text.startsWith("v=") && !text.startsWith("a=") && !text.startsWith("m=")) {
            throw new UserException(name + " is not SDP: it starts with \"" + beginning(text)
                    + "\"; a description starts with \"v=0\", a fragment with \"a=\" or \"m=\"");
        }
    }

    /** Unicode as the bytes of UTF-8, one character for each, as SDP is read and printed. */
    static String bytes(String unicode) {
        return new String(unicode.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String file(String name) {
        return name.equals(STANDARD_INPUT) ? "FILE" : name;
    }

    /** What fits into the line of an error: the first characters, none of which moves the cursor. */
    static String beginning(String text) {
        String first = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
        return first.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
