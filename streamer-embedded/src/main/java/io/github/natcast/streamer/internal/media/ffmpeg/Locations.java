package io.github.natcast.streamer.internal.media.ffmpeg;

import java.util.regex.Pattern;

/** Removes secrets from names of sources, for messages, threads, logs and the health page. Stateless. */
public final class Locations {
    /** RFC 3986 §3.2.1: what precedes the host, such as a camera's password, which may hold an unescaped {@code @}. */
    private static final Pattern USER_INFORMATION = Pattern.compile("://[^/\\s]*@");
    /** Cameras and content networks take passwords and tokens in the query, too. */
    private static final Pattern SECRET_PARAMETER =
            Pattern.compile("(?i)([?&;][\\w-]*(?:pass|pwd|token|secret|signature|key|auth)[\\w-]*=)[^&;\\s)]+");

    private Locations() {}

    /** The text with {@code ***} in place of passwords and the like. */
    public static String withoutSecrets(String text) {
        String anonymous = USER_INFORMATION.matcher(text).replaceAll("://***@");
        return SECRET_PARAMETER.matcher(anonymous).replaceAll("$1***");
    }
}
