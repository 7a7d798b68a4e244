package io.github.natcast.streamer.internal.transport;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes the STUN messages that a browser sends (RFC 8489), independently of the code under test. */
public final class TinyStun {
    public static final int REQUEST = 0x0001;
    public static final int SUCCESS = 0x0101;
    private static final int COOKIE = 0x2112A442;

    private TinyStun() {}

    public static byte[] request(
            byte[] transaction, String username, String password, boolean useCandidate, long tieBreaker) {
        ByteArrayOutputStream attributes = new ByteArrayOutputStream();
        attribute(attributes, 0x0006, username.getBytes(StandardCharsets.UTF_8));
        attribute(
                attributes, 0x0024, ByteBuffer.allocate(4).putInt(1_853_824_767).array());
        attribute(attributes, 0x802A, ByteBuffer.allocate(8).putLong(tieBreaker).array());
        if (useCandidate) {
            attribute(attributes, 0x0025, new byte[0]);
        }
        return seal(REQUEST, transaction, attributes.toByteArray(), password);
    }

    public static byte[] success(byte[] transaction, InetSocketAddress mapped, String password) {
        byte[] address = mapped.getAddress().getAddress();
        ByteBuffer value = ByteBuffer.allocate(4 + address.length);
        value.putShort((short) (address.length == 4 ? 1 : 2));
        value.putShort((short) (mapped.getPort() ^ COOKIE >>> 16));
        byte[] mask = ByteBuffer.allocate(16).putInt(COOKIE).put(transaction).array();
        for (int i = 0; i < address.length; i++) {
            value.put((byte) (address[i] ^ mask[i]));
        }
        ByteArrayOutputStream attributes = new ByteArrayOutputStream();
        attribute(attributes, 0x0020, value.array());
        return seal(SUCCESS, transaction, attributes.toByteArray(), password);
    }

    /** Adds MESSAGE-INTEGRITY and FINGERPRINT. */
    private static byte[] seal(int type, byte[] transaction, byte[] attributes, String password) {
        byte[] covered = header(type, transaction, attributes, 24);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(attributes);
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            attribute(out, 0x0008, mac.doFinal(covered));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        CRC32 crc = new CRC32();
        crc.update(header(type, transaction, out.toByteArray(), 8));
        attribute(
                out,
                0x8028,
                ByteBuffer.allocate(4).putInt((int) crc.getValue() ^ 0x5354554e).array());
        return header(type, transaction, out.toByteArray(), 0);
    }

    private static byte[] header(int type, byte[] transaction, byte[] attributes, int stillToCome) {
        return ByteBuffer.allocate(20 + attributes.length)
                .putShort((short) type)
                .putShort((short) (attributes.length + stillToCome))
                .putInt(COOKIE)
                .put(transaction)
                .put(attributes)
                .array();
    }

    private static void attribute(ByteArrayOutputStream out, int type, byte[] value) {
        out.writeBytes(ByteBuffer.allocate(4)
                .putShort((short) type)
                .putShort((short) value.length)
                .array());
        out.writeBytes(value);
        out.writeBytes(new byte[-value.length & 3]);
    }

    public static boolean isStun(byte[] packet) {
        return packet.length >= 20 && packet[0] >= 0 && packet[0] <= 3;
    }

    public static int type(byte[] packet) {
        return (packet[0] & 0xff) << 8 | (packet[1] & 0xff);
    }

    public static byte[] transaction(byte[] packet) {
        return Arrays.copyOfRange(packet, 8, 20);
    }
}
