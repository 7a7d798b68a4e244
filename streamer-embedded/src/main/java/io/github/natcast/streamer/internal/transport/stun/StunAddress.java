package io.github.natcast.streamer.internal.transport.stun;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The value of XOR-MAPPED-ADDRESS and its kin (RFC 8489 §14.1, §14.2): 0, family, port, address. */
final class StunAddress {
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;

    private StunAddress() {}

    /** @param mask the magic cookie and the transaction identifier; zeros for MAPPED-ADDRESS */
    static Optional<InetSocketAddress> read(ByteBuffer value, ByteBuffer mask) {
        if (value.remaining() < 4) {
            return Optional.empty();
        }
        int family = value.getShort() & 0xff;
        int port = (value.getShort() ^ mask.getShort(mask.position())) & 0xffff;
        byte[] address = new byte[family == IPV4 ? 4 : 16];
        if ((family != IPV4 && family != IPV6) || value.remaining() != address.length || port == 0) {
            return Optional.empty();
        }
        value.get(address);
        xor(address, mask);
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), port));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are addresses", e);
        }
    }

    static byte[] write(InetSocketAddress address, ByteBuffer mask) {
        byte[] host = address.getAddress().getAddress();
        ByteBuffer value = ByteBuffer.allocate(4 + host.length);
        value.putShort((short) (host.length == 4 ? IPV4 : IPV6));
        value.putShort((short) (address.getPort() ^ mask.getShort(mask.position())));
        xor(host, mask);
        return value.put(host).array();
    }

    private static void xor(byte[] address, ByteBuffer mask) {
        for (int i = 0; i < address.length; i++) {
            address[i] ^= mask.get(mask.position() + i);
        }
    }
}
