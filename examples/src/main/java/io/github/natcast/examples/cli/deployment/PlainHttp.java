package io.github.natcast.examples.cli.deployment;

import io.github.natcast.sdp.IpAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/** Whether a token would go over the internet in clear. Stateless; looks no name up. */
public final class PlainHttp {
    private static final int UNIQUE_LOCAL_MASK = 0xFE;
    private static final int UNIQUE_LOCAL = 0xFC;

    private PlainHttp() {}

    /** Of http to a host that is neither this one nor one of a private network. */
    public static boolean exposes(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        return "http".equalsIgnoreCase(uri.getScheme())
                && !IpAddress.parse(host).map(PlainHttp::isPrivate).orElseGet(() -> isPrivate(host));
    }

    private static boolean isPrivate(IpAddress address) {
        try {
            InetAddress inet = InetAddress.getByName(address.toString());
            // RFC 4193 §3.1, which Java does not know.
            boolean uniqueLocal =
                    inet.getAddress().length > 4 && (inet.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
            return inet.isLoopbackAddress() || inet.isSiteLocalAddress() || inet.isLinkLocalAddress() || uniqueLocal;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** RFC 6761 §6.3, RFC 6762 §3, RFC 8375; and names without a dot, as of containers. */
    private static boolean isPrivate(String name) {
        return !name.contains(".") || name.matches(".*\\.(localhost|local|internal|lan|home\\.arpa)\\.?");
    }
}
