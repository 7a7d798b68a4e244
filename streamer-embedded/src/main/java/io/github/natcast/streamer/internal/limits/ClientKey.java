package io.github.natcast.streamer.internal.limits;

import io.github.natcast.streamer.ViewerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Who a client is, as far as a server can tell: its IPv4 address, or its IPv6 /64 network, which one customer has (RFC
 * 6177). Behind a tunnel or a proxy that names no clients, everybody has an address of this host or its network; then
 * it is the session's name together with the token. That may be a crowd of many people, and is treated as such.
 * Immutable.
 *
 * @param key compares clients; short, and made of a token's digest at most. Must not be shown
 * @param name for the operator; never with a token
 * @param isCrowd whether many people may hide behind it
 */
public record ClientKey(String key, String name, boolean isCrowd) {
    private static final int PREFIX_BYTES = 8;

    /** The client that signalling takes for this request's. */
    public static ClientKey of(ViewerRequest request) {
        InetSocketAddress remote = request.remoteAddress();
        return isShared(remote)
                ? new ClientKey(
                        "session " + digest(request.token().orElse("")) + ' ' + request.session(),
                        "session " + request.session() + " behind " + text(remote),
                        true)
                : of(remote);
    }

    /** The client with this address, whatever it asks for. */
    public static ClientKey of(InetSocketAddress remote) {
        InetAddress address = remote.getAddress();
        if (address instanceof Inet6Address) {
            byte[] network = Arrays.copyOf(address.getAddress(), PREFIX_BYTES);
            return new ClientKey(HexFormat.of().formatHex(network), network(address, network), isShared(remote));
        }
        return new ClientKey(text(remote), text(remote), isShared(remote));
    }

    /** Of one length: keys are kept, and strangers choose how long a token is. */
    private static String digest(String token) {
        try {
            byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String network(InetAddress address, byte[] network) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < network.length; at += 2) {
            text.append(Integer.toHexString(((network[at] & 0xFF) << 8) | (network[at + 1] & 0xFF)))
                    .append(':');
        }
        return address.isLoopbackAddress()
                ? address.getHostAddress()
                : text.append(":/64").toString();
    }

    /** Whether the address is one of this host or its network (RFC 1918, 3927, 4193), or no literal at all. */
    public static boolean isShared(InetSocketAddress client) {
        InetAddress address = client.getAddress();
        return address == null
                || address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || (address instanceof Inet6Address && (address.getAddress()[0] & 0xFE) == 0xFC);
    }

    private static String text(InetSocketAddress client) {
        InetAddress address = client.getAddress();
        return address == null ? client.getHostString() : address.getHostAddress();
    }

    /** The name, so that no log shows a token. */
    @Override
    public String toString() {
        return name;
    }
}
