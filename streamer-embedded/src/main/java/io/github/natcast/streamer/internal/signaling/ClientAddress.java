package io.github.natcast.streamer.internal.signaling;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What an address says about who is behind it. Stateless. */
final class ClientAddress {
    /** One customer's IPv6 network (RFC 6177): its addresses count as one. */
    private static final int PREFIX_BYTES = 8;

    private ClientAddress() {}

    /** The host, or its network. */
    static ByteBuffer host(InetSocketAddress client) {
        InetAddress address = client.getAddress();
        if (address == null) { // a proxy named it, and it is no literal
            return ByteBuffer.wrap(client.getHostString().getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = address.getAddress();
        return ByteBuffer.wrap(address instanceof Inet6Address ? Arrays.copyOf(bytes, PREFIX_BYTES) : bytes);
    }

    /** The connection: its address and port. */
    static ByteBuffer connection(InetSocketAddress client) {
        return ByteBuffer.wrap(client.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether it is everybody's behind a tunnel or a proxy, because it is not public. */
    static boolean isShared(InetSocketAddress client) {
        InetAddress address = client.getAddress();
        return address == null
                || address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || (address instanceof Inet6Address && (address.getAddress()[0] & 0xFE) == 0xFC); // RFC 4193
    }
}
