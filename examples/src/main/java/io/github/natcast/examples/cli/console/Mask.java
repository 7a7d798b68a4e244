package io.github.natcast.examples.cli.console;

import java.util.regex.Pattern;

/** Hides what is secret inside a value that is shown: a user in a URL, a token in its query. Stateless. */
public final class Mask {
    /** Stands in place of a secret. */
    public static final String MASKED = "***";

    private static final Pattern USER = Pattern.compile("(?<=://)[^/?#\\s]*@");
    private static final Pattern PARAMETER = Pattern.compile(
            "(?i)([a-z0-9_-]*(?:token|secret|pass|pwd|credential|signature|key|auth|cookie)[a-z0-9_-]*=)[^&\\s]*");
    /** FFmpeg's option for headers of HTTP, among which may be one with a token. */
    private static final Pattern HEADERS = Pattern.compile("(?is)^(headers=).*");

    private Mask() {}

    /** The value, or a sentence that has it, without its secrets. */
    public static String in(String value) {
        String withoutUser = USER.matcher(value).replaceAll(MASKED + "@");
        String withoutParameters = PARAMETER.matcher(withoutUser).replaceAll("$1" + MASKED);
        return HEADERS.matcher(withoutParameters).replaceAll("$1" + MASKED);
    }
}
