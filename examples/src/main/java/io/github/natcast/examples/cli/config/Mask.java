package io.github.natcast.examples.cli.config;

import java.util.regex.Pattern;

/** Hides what is secret inside a value that is shown: a user in a URL, a token in its query. Stateless. */
final class Mask {
    static final String MASKED = "***";

    private static final Pattern USER = Pattern.compile("(?<=://)[^/?#\\s]*@");
    private static final Pattern PARAMETER = Pattern.compile(
            "(?i)([a-z0-9_-]*(?:token|secret|passw|pwd|credential|key|auth|cookie)[a-z0-9_-]*=)[^&\\s]*");
    /** FFmpeg's option for headers of HTTP, among which may be one with a token. */
    private static final Pattern HEADERS = Pattern.compile("(?is)^(headers=).*");

    private Mask() {}

    static String in(String value) {
        String withoutUser = USER.matcher(value).replaceAll(MASKED + "@");
        String withoutParameters = PARAMETER.matcher(withoutUser).replaceAll("$1" + MASKED);
        return HEADERS.matcher(withoutParameters).replaceAll("$1" + MASKED);
    }
}
