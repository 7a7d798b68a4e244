package io.github.natcast.streamer.internal.transport.stun;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A received STUN message, read without copying (RFC 8489 §5, §14). A reusable view; confined to one thread. */
public final class StunPacket {
    public static final int BINDING_REQUEST = 0x0001;
    public static final int BINDING_SUCCESS_RESPONSE = 0x0101;

    static final int HEADER_LENGTH = 20;
    static final int MAGIC_COOKIE = 0x2112A442;
    static final int HMAC_SHA1_LENGTH = 20;
    /** RFC 8489 §14.7. */
    static final int FINGERPRINT_XOR = 0x5354554e;

    private static final int ABSENT = -1;
    private static final String HMAC_SHA1 = "HmacSHA1";

    private byte[] packet = {};
    private int type;
    private int attributesEnd;
    private int usernameAt;
    private int usernameLength;
    private int integrityAt;
    private int fingerprintAt;
    private int length;
    private boolean useCandidate;

    /** RFC 7983 §7: STUN begins with 0 to 3. */
    public static boolean isStun(int firstByte) {
        return firstByte >= 0 && firstByte <= 3;
    }

    /**
     * Reads a message; false when the bytes are not one whole STUN message. The array stays in use until the next call.
     */
    public boolean read(byte[] bytes, int length) {
        packet = bytes;
        usernameAt = ABSENT;
        integrityAt = ABSENT;
        fingerprintAt = ABSENT;
        useCandidate = false;
        this.length = length;
        if (length < HEADER_LENGTH
                || int32(4) != MAGIC_COOKIE
                || HEADER_LENGTH + int16(2) != length
                || length % 4 != 0) {
            return false;
        }
        type = int16(0);
        attributesEnd = length;
        int at = HEADER_LENGTH;
        while (at < length) {
            if (length - at < 4) {
                return false;
            }
            int valueLength = int16(at + 2);
            int value = at + 4;
            if (length - value < valueLength) {
                return false;
            }
            // What follows MESSAGE-INTEGRITY is not protected and therefore ignored, but FINGERPRINT (RFC 8489 §14.5).
            if (integrityAt == ABSENT) {
                readAttribute(int16(at), value, valueLength);
            }
            if (int16(at) == Stun.FINGERPRINT && valueLength == 4 && value + 4 == length) {
                fingerprintAt = at;
            }
            at = value + ((valueLength + 3) & ~3);
        }
        return true;
    }

    private void readAttribute(int attribute, int value, int length) {
        switch (attribute) {
            case Stun.USERNAME -> {
                usernameAt = value;
                usernameLength = length;
            }
            case Stun.MESSAGE_INTEGRITY -> {
                if (length == HMAC_SHA1_LENGTH) {
                    integrityAt = value - 4;
                    attributesEnd = value + length;
                }
            }
            case Stun.USE_CANDIDATE -> useCandidate = true;
            default -> {}
        }
    }

    public int type() {
        return type;
    }

    public boolean useCandidate() {
        return useCandidate;
    }

    public long transactionHigh() {
        return ((long) int32(8) << 32) | (int32(12) & 0xffffffffL);
    }

    public int transactionLow() {
        return int32(16);
    }

    /** USERNAME up to the colon: the receiver's username fragment (RFC 8445 §7.2.2). */
    public @Nullable String receiverUfrag() {
        int colon = colon();
        return colon == ABSENT ? null : new String(packet, usernameAt, colon, StandardCharsets.US_ASCII);
    }

    /** USERNAME behind the colon: the sender's username fragment. */
    public @Nullable String senderUfrag() {
        int colon = colon();
        return colon == ABSENT
                ? null
                : new String(packet, usernameAt + colon + 1, usernameLength - colon - 1, StandardCharsets.US_ASCII);
    }

    private int colon() {
        for (int i = 0; usernameAt != ABSENT && i < usernameLength; i++) {
            if (packet[usernameAt + i] == ':') {
                return i;
            }
        }
        return ABSENT;
    }

    /** Whether USERNAME and MESSAGE-INTEGRITY are there, without which a check is a bad request (RFC 8489 §9.1.3). */
    public boolean hasCredentials() {
        return usernameAt != ABSENT && integrityAt != ABSENT;
    }

    /** Bytes of the whole message. */
    public int length() {
        return length;
    }

    /**
     * Whether FINGERPRINT, the last attribute, is right (RFC 8489 §14.7). True also where there is none: the proof of
     * the password says more.
     */
    public boolean isIntact() {
        if (fingerprintAt == ABSENT) {
            return true;
        }
        CRC32 crc = new CRC32();
        crc.update(packet, 0, fingerprintAt);
        return ((int) crc.getValue() ^ FINGERPRINT_XOR) == int32(fingerprintAt + 4);
    }

    /** The attributes that must be understood and are not (RFC 8489 §6.3.1), up to MESSAGE-INTEGRITY. */
    public int[] unknownAttributes() {
        return attributeTypes()
                .filter(type -> !Stun.isUnderstood(type))
                .distinct()
                .toArray();
    }

    private IntStream attributeTypes() {
        return IntStream.iterate(HEADER_LENGTH, at -> at < attributesEnd, at -> at + 4 + ((int16(at + 2) + 3) & ~3))
                .map(this::int16);
    }

    /** The value of an attribute of 8 bytes; empty when there is none. */
    public OptionalLong signed64(int attribute) {
        ByteBuffer value = attribute(attribute).orElse(null);
        return value == null || value.remaining() != 8 ? OptionalLong.empty() : OptionalLong.of(value.getLong());
    }

    /** The value of an attribute of 4 bytes, without a sign; empty when there is none. */
    public OptionalLong unsigned32(int attribute) {
        ByteBuffer value = attribute(attribute).orElse(null);
        return value == null || value.remaining() != 4
                ? OptionalLong.empty()
                : OptionalLong.of(value.getInt() & 0xffffffffL);
    }

    /** The same message in a new array. */
    public StunPacket copy() {
        StunPacket copy = new StunPacket();
        int length = HEADER_LENGTH + int16(2);
        copy.read(Arrays.copyOf(packet, length), length);
        return copy;
    }

    /** The value of the first attribute of this type, up to MESSAGE-INTEGRITY; empty when there is none. */
    public Optional<ByteBuffer> attribute(int attribute) {
        int at = HEADER_LENGTH;
        while (at < attributesEnd) {
            int length = int16(at + 2);
            if (int16(at) == attribute) {
                return Optional.of(ByteBuffer.wrap(packet, at + 4, length).slice());
            }
            at += 4 + ((length + 3) & ~3);
        }
        return Optional.empty();
    }

    /** An attribute in the form of XOR-MAPPED-ADDRESS (RFC 8489 §14.2); empty when there is none or it is malformed. */
    public Optional<InetSocketAddress> xorAddress(int attribute) {
        return attribute(attribute).flatMap(value -> StunAddress.read(value, ByteBuffer.wrap(packet, 4, 16)));
    }

    /** The address from which the server saw the request come; also as servers of RFC 3489 write it. */
    public Optional<InetSocketAddress> mappedAddress() {
        return xorAddress(Stun.XOR_MAPPED_ADDRESS)
                .or(() -> attribute(Stun.MAPPED_ADDRESS)
                        .flatMap(value -> StunAddress.read(value, ByteBuffer.allocate(16))));
    }

    /** ERROR-CODE (RFC 8489 §14.8), 300 to 699; 0 when there is none. */
    public int errorCode() {
        return attribute(Stun.ERROR_CODE)
                .filter(value -> value.remaining() >= 4)
                .map(value -> (value.get(2) & 7) * 100 + (value.get(3) & 0xff))
                .orElse(0);
    }

    /** A MAC keyed with a short-term password (RFC 8489 §9.1.1). Not thread-safe. */
    public static Mac integrity(String password) {
        return integrity(password.getBytes(StandardCharsets.UTF_8));
    }

    /** A MAC with this key. Not thread-safe. */
    public static Mac integrity(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC_SHA1);
            mac.init(new SecretKeySpec(key, HMAC_SHA1));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC_SHA1, e);
        }
    }

    /** Whether MESSAGE-INTEGRITY is present and right (RFC 8489 §14.5). {@code mac} is keyed with the password. */
    public boolean isAuthentic(Mac mac) {
        if (integrityAt == ABSENT) {
            return false;
        }
        int coveredLength = integrityAt + 4 + HMAC_SHA1_LENGTH - HEADER_LENGTH;
        mac.update(packet, 0, 2);
        mac.update((byte) (coveredLength >> 8));
        mac.update((byte) coveredLength);
        mac.update(packet, 4, integrityAt - 4);
        byte[] expected = mac.doFinal();
        byte[] received = new byte[HMAC_SHA1_LENGTH];
        System.arraycopy(packet, integrityAt + 4, received, 0, HMAC_SHA1_LENGTH);
        return MessageDigest.isEqual(expected, received);
    }

    private int int16(int at) {
        return (packet[at] & 0xff) << 8 | (packet[at + 1] & 0xff);
    }

    private int int32(int at) {
        return (int16(at) << 16) | int16(at + 2);
    }
}
