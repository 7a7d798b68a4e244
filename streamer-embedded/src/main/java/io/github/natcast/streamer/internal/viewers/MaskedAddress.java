package io.github.natcast.streamer.internal.viewers;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * An address as the log may keep it: enough to tell networks apart, too little to tell a person. Addresses that mean
 * nothing elsewhere, private and local ones, stay as they are: they show whether a tunnel or a proxy is between.
 * Stateless.
 */
final class MaskedAddress {
    private static final int UNIQUE_LOCAL = 0xfc; // of IPv6, RFC 4193 §3.1
    private static final int UNIQUE_LOCAL_MASK = 0xfe;

    private MaskedAddress() {}

    /** Such as {@code 203.0.113.*} or {@code 2001:db8:1:*}: three of four bytes, or the /48 that a site has. */
    static String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || (address instanceof Inet6Address && (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL)) {
            String text = address.getHostAddress();
            int zone = text.indexOf('%');
            return zone < 0 ? text : text.substring(0, zone);
        }
        if (address instanceof Inet6Address) {
            return String.format("%x:%x:%x:*", word(bytes, 0), word(bytes, 2), word(bytes, 4));
        }
        return (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + ".*";
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }
}
