package io.github.natcast.streamer.internal.signaling;

import java.util.regex.Pattern;

/** The name after {@code /ws/} or {@code /whep/} in a path, which says what is watched. */
final class SessionName {
    static final String DEFAULT = "live";
    private static final String RULE = "1 to 64 letters, digits, '.', '_', '~' or '-'";

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");

    private SessionName() {}

    static boolean isValid(String name) {
        return VALID.matcher(name).matches();
    }

    static Problem problem(String name) {
        return new Problem(404, "bad_session_name", "A session's name has " + RULE + ".", Problem.excerpt(name));
    }
}
