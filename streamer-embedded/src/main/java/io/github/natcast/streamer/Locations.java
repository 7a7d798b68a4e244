package io.github.natcast.streamer;

import java.util.regex.Pattern;

/** Names of sources as logs and the health page may show them. */
final class Locations {
    /** RFC 3986 §3.2.1: what stands before the host, a camera's password for one. */
    private static final Pattern USER_INFORMATION = Pattern.compile("://[^/@\\s]*@");

    private Locations() {}

    static String withoutPassword(String text) {
        return USER_INFORMATION.matcher(text).replaceAll("://***@");
    }
}
