package io.github.natcast.streamer.internal.signaling;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The name after {@code /ws/} or {@code /whep/} in a path, which says what is watched: any text that can stand in a log
 * line, and between two slashes. It is compared code point by code point; nothing is normalized.
 */
public final class SessionName {
    static final String DEFAULT = "live";
    /** In UTF-8; percent-encoded in a path it may be three times as long. */
    static final int MAXIMUM_BYTES = 128;

    private static final String RULE =
            "1 to " + MAXIMUM_BYTES + " bytes of UTF-8, percent-encoded in the path, without slashes, "
                    + "control characters, line separators, and marks that turn the direction of writing; "
                    + "it is neither \".\" nor \"..\"";

    /** Browsers take them away, also percent-encoded, with what is before them (RFC 3986 §5.2.4). */
    private static final Set<String> DOT_SEGMENTS = Set.of(".", "..");

    private SessionName() {}

    public static boolean isValid(String name) {
        return !name.isBlank()
                && name.length() <= MAXIMUM_BYTES
                && name.getBytes(StandardCharsets.UTF_8).length <= MAXIMUM_BYTES
                && !DOT_SEGMENTS.contains(name)
                && name.indexOf('/') < 0 // proxies and servlet containers decode or refuse it
                && name.codePoints().allMatch(SessionName::isHarmless);
    }

    /** What a name may be, for messages. */
    public static String rule() {
        return RULE;
    }

    /** The name as it stands in a path (RFC 3986 §3.3). */
    static String pathSegment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static Problem problem(String name) {
        return new Problem(404, "bad_session_name", "A session's name has " + RULE + ".", Problem.excerpt(name));
    }

    /**
     * Whether a code point neither breaks a log line nor shows the line in another order than it is written. U+FFFD is
     * what the decoder makes of bytes that are no UTF-8.
     */
    static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            case Character.FORMAT -> !isBidiControl(codePoint);
            default -> codePoint != 0xFFFD;
        };
    }

    /** Unicode Standard Annex 9, §2: embeddings, overrides, isolates, and the three marks. */
    private static boolean isBidiControl(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069)
                || codePoint == 0x200E
                || codePoint == 0x200F
                || codePoint == 0x061C;
    }
}
