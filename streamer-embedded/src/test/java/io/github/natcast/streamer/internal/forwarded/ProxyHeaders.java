package io.github.natcast.streamer.internal.forwarded;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Headers of the PROXY protocol, version 2, as proxies write them. */
public final class ProxyHeaders {
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");

    private ProxyHeaders() {}

    public static byte[] of(InetSocketAddress client) {
        return of(client, false, new byte[0]);
    }

    /** One of TCP or UDP, with TLVs behind the addresses. */
    public static byte[] of(InetSocketAddress client, boolean datagram, byte[] tlvs) {
        byte[] source = client.getAddress().getAddress();
        int length = 2 * source.length + 4 + tlvs.length;
        ByteBuffer header = ByteBuffer.allocate(16 + length).put(SIGNATURE).put((byte) 0x21);
        header.put((byte) ((source.length == 4 ? 0x10 : 0x20) | (datagram ? 2 : 1)));
        header.putShort((short) length).put(source).put(new byte[source.length]);
        header.putShort((short) client.getPort()).putShort((short) 9000).put(tlvs);
        return header.array();
    }

    /** One array of several. */
    public static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
