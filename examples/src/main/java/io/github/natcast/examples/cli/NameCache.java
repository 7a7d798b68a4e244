package io.github.natcast.examples.cli;

import java.security.Security;

/** How long this program remembers look-ups of names. */
final class NameCache {
    private static final String FOUND = "networkaddress.cache.ttl";
    private static final String NOT_FOUND = "networkaddress.cache.negative.ttl";

    private NameCache() {}

    /**
     * One second, unless somebody said otherwise: by default the JVM remembers a name for 30 s, and an address that
     * moves would be noticed that late. The operating system's resolver has a cache of its own. Only before the first
     * look-up of this JVM.
     */
    static void shorten() {
        if (Security.getProperty(FOUND) == null && System.getProperty("sun.net.inetaddr.ttl") == null) {
            Security.setProperty(FOUND, "1");
        }
        // The file java.security of every JDK says 10.
        if (System.getProperty("sun.net.inetaddr.negative.ttl") == null) {
            Security.setProperty(NOT_FOUND, "1");
        }
    }
}
