package io.github.natcast.streamer.internal.transport.stun;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;

/** Writes one STUN message (RFC 8489 §5). Confined to one thread. */
public final class StunWriter {
    private static final int ROOM = 768;
    private static final int INTEGRITY_LENGTH = 4 + StunPacket.HMAC_SHA1_LENGTH;
    private static final int FINGERPRINT_LENGTH = 8;

    private ByteBuffer out = ByteBuffer.allocate(ROOM);

    /** Begins a message with this type and transaction identifier. */
    public StunWriter(int type, TransactionId transaction) {
        out.putShort((short) type).putShort((short) 0).putInt(StunPacket.MAGIC_COOKIE);
        out.putLong(transaction.high()).putInt(transaction.low());
    }

    public StunWriter attribute(int type, byte[] value) {
        int padded = (value.length + 3) & ~3;
        if (out.remaining() < 4 + padded + INTEGRITY_LENGTH + FINGERPRINT_LENGTH) {
            out = ByteBuffer.allocate(out.capacity() + ROOM + padded).put(out.flip());
        }
        out.putShort((short) type).putShort((short) value.length).put(value);
        out.position(out.position() + padded - value.length);
        return this;
    }

    public StunWriter attribute(int type, String value) {
        return attribute(type, value.getBytes(StandardCharsets.UTF_8));
    }

    public StunWriter attribute(int type, int value) {
        return attribute(type, ByteBuffer.allocate(4).putInt(value).array());
    }

    public StunWriter attribute(int type, long value) {
        return attribute(type, ByteBuffer.allocate(8).putLong(value).array());
    }

    /** In the form of XOR-MAPPED-ADDRESS (RFC 8489 §14.2). */
    public StunWriter xorAddress(int type, InetSocketAddress address) {
        return attribute(type, StunAddress.write(address, ByteBuffer.wrap(out.array(), 4, 16)));
    }

    /** The message without MESSAGE-INTEGRITY. */
    public byte[] toBytes() {
        out.putShort(2, (short) (out.position() - StunPacket.HEADER_LENGTH));
        return Arrays.copyOf(out.array(), out.position());
    }

    /** The message with MESSAGE-INTEGRITY, and nothing after it. */
    public byte[] toBytes(Mac mac) {
        putIntegrity(mac);
        return toBytes();
    }

    /** The message with MESSAGE-INTEGRITY and FINGERPRINT, as ICE demands (RFC 8445 §7.1). */
    public byte[] toIceBytes(Mac mac) {
        putIntegrity(mac);
        return toFingerprintedBytes();
    }

    /**
     * The message with FINGERPRINT and without MESSAGE-INTEGRITY, for whoever did not show that it knows the password.
     */
    public byte[] toFingerprintedBytes() {
        announce(FINGERPRINT_LENGTH);
        CRC32 crc = new CRC32();
        crc.update(out.array(), 0, out.position());
        out.putShort((short) Stun.FINGERPRINT)
                .putShort((short) 4)
                .putInt((int) crc.getValue() ^ StunPacket.FINGERPRINT_XOR);
        return toBytes();
    }

    private void putIntegrity(Mac mac) {
        announce(INTEGRITY_LENGTH);
        mac.update(out.array(), 0, out.position());
        out.putShort((short) Stun.MESSAGE_INTEGRITY)
                .putShort((short) StunPacket.HMAC_SHA1_LENGTH)
                .put(mac.doFinal());
    }

    /** The length in the header counts the attribute that is about to be computed (RFC 8489 §14.5, §14.7). */
    private void announce(int comingLength) {
        out.putShort(2, (short) (out.position() + comingLength - StunPacket.HEADER_LENGTH));
    }
}
