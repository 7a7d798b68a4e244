package io.github.natcast.streamer.internal.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Which addresses count as one client, and which as nobody in particular. Stateless. */
final class ClientNetwork {
    /** One customer's IPv6 network (RFC 6177): its addresses count as one. */
    private static final int PREFIX_BYTES = 8;

    private ClientNetwork() {}

    /** What the client's address is counted by; empty where everybody behind a tunnel or a proxy has it. */
    static Optional<ByteBuffer> of(InetSocketAddress client) {
        InetAddress address = client.getAddress();
        if (address == null || isShared(address)) {
            return Optional.empty();
        }
        byte[] bytes = address.getAddress();
        return Optional.of(
                ByteBuffer.wrap(address instanceof Inet6Address ? Arrays.copyOf(bytes, PREFIX_BYTES) : bytes));
    }

    private static boolean isShared(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || (address instanceof Inet6Address && (address.getAddress()[0] & 0xFE) == 0xFC); // RFC 4193
    }
}
