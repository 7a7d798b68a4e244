package io.github.natcast.streamer.internal.forwarded;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A header of the PROXY protocol, version 2 (haproxy's proxy-protocol.txt §2.2), with which a proxy begins a connection
 * or a datagram that it forwards. Immutable.
 *
 * <pre>
 * signature (12) | version 2, command (1) | family, transport (1) | length (2) | addresses and TLVs (length)
 * </pre>
 *
 * @param length all bytes of the header
 * @param client who connected to the proxy; empty when the proxy speaks for itself, or names no IP address
 */
public record ProxyHeader(int length, Optional<InetSocketAddress> client) {
    /** Before the addresses. */
    public static final int PREFIX = 16;

    /** With addresses and all TLVs that are in use; a longer one is refused. */
    public static final int LONGEST = 2048;

    private static final byte[] SIGNATURE = {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};
    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    /** Address family in the upper, SOCK_STREAM or SOCK_DGRAM in the lower four bits. */
    private static final int INET = 0x1;

    private static final int INET6 = 0x2;
    private static final int MOST_TRANSPORT = 0x2;
    private static final int MOST_FAMILY = 0x3;

    /** How many bytes must be there before {@link #read} can tell anything of them. */
    public enum Beginning {
        /** They are none: another protocol begins here. */
        OTHER,
        /** They may become one. */
        UNDECIDED,
        /** They are one, or its beginning. */
        HEADER
    }

    /** Whether bytes can be a header: none of HTTP, TLS, STUN, DTLS or RTP begins with this byte. */
    public static boolean mayBegin(byte first) {
        return first == SIGNATURE[0];
    }

    /** What the remaining bytes begin. Leaves them there. */
    public static Beginning beginning(ByteBuffer bytes) {
        int known = Math.min(bytes.remaining(), SIGNATURE.length);
        for (int i = 0; i < known; i++) {
            if (bytes.get(bytes.position() + i) != SIGNATURE[i]) {
                return Beginning.OTHER;
            }
        }
        return known == SIGNATURE.length ? Beginning.HEADER : Beginning.UNDECIDED;
    }

    /**
     * Reads the header that the remaining bytes begin with, and leaves them there.
     *
     * @return null when some bytes are missing
     * @throws MalformedException when it breaks the format
     */
    public static @Nullable ProxyHeader read(ByteBuffer bytes) throws MalformedException {
        if (beginning(bytes) == Beginning.OTHER) {
            throw new MalformedException("it has another signature");
        }
        if (bytes.remaining() < PREFIX) {
            return null;
        }
        int at = bytes.position();
        int command = bytes.get(at + 12) & 0xFF;
        int family = (bytes.get(at + 13) & 0xFF) >>> 4;
        int transport = bytes.get(at + 13) & 0x0F;
        int length = bytes.getShort(at + 14) & 0xFFFF;
        if (command != LOCAL && command != PROXY) {
            throw new MalformedException("version and command are 0x%02x, and not 0x20 or 0x21".formatted(command));
        }
        if (family > MOST_FAMILY || transport > MOST_TRANSPORT) {
            throw new MalformedException(
                    "family and transport, 0x%x and 0x%x, are unknown".formatted(family, transport));
        }
        if (PREFIX + length > LONGEST) {
            throw new MalformedException(
                    "it has " + (PREFIX + length) + " bytes, and at most " + LONGEST + " are read");
        }
        int octets = family == INET ? 4 : family == INET6 ? 16 : 0;
        // Both addresses, then both ports.
        if (command == PROXY && octets > 0 && length < 2 * octets + 4) {
            throw new MalformedException(length + " bytes are too few for its addresses");
        }
        if (bytes.remaining() < PREFIX + length) {
            return null;
        }
        boolean named = command == PROXY && octets > 0;
        return new ProxyHeader(
                PREFIX + length, named ? Optional.of(client(bytes, at + PREFIX, octets)) : Optional.empty());
    }

    private static InetSocketAddress client(ByteBuffer bytes, int at, int octets) {
        byte[] source = new byte[octets];
        for (int i = 0; i < octets; i++) {
            source[i] = bytes.get(at + i);
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(source), bytes.getShort(at + 2 * octets) & 0xFFFF);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 or 16 octets are always an address", e);
        }
    }

    /** The bytes are no header; the message says what is wrong. */
    public static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }
}
