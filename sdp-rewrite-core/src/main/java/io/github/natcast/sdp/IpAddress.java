package io.github.natcast.sdp;

import io.github.natcast.sdp.internal.IpLiteral;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address read from its literal form. Immutable and thread-safe. Names are never looked up.
 *
 * <p>IPv6 is accepted with an RFC 4007 zone ({@code fe80::1%eth0}), which is not part of the value. IPv4 octets with a
 * leading zero are refused: RFC 8866 §9 does not allow them, and readers differ on whether they are octal.
 */
public final class IpAddress {
    private final AddressFamily family;
    private final long high;
    private final long low;
    /** Written at first use; a race writes the same text twice. */
    private @Nullable String text;

    private IpAddress(AddressFamily family, long high, long low) {
        this.family = family;
        this.high = high;
        this.low = low;
    }

    /** Reads a literal; empty when {@code text} is a name or malformed. */
    public static Optional<IpAddress> parse(String text) {
        return Optional.ofNullable(parseOrNull(text, 0, text.length()));
    }

    /** Reads the literal in {@code text[from, to)} without copying; null when it is a name or malformed. */
    public static @Nullable IpAddress parseOrNull(String text, int from, int to) {
        long ipv4 = IpLiteral.ipv4(text, from, to);
        if (ipv4 >= 0) {
            return new IpAddress(AddressFamily.IPV4, 0, ipv4);
        }
        long[] ipv6 = IpLiteral.ipv6(text, from, to);
        return ipv6 == null ? null : new IpAddress(AddressFamily.IPV6, ipv6[0], ipv6[1]);
    }

    /** The same address; its scope (zone) is not part of the value. */
    public static IpAddress of(InetAddress address) {
        long high = 0;
        long low = 0;
        for (byte octet : address.getAddress()) {
            high = high << 8 | low >>> 56;
            low = low << 8 | (octet & 0xFF);
        }
        return address.getAddress().length == 4
                ? new IpAddress(AddressFamily.IPV4, 0, low)
                : new IpAddress(AddressFamily.IPV6, high, low);
    }

    /** The same address for sockets; an {@linkplain #isIpv4Mapped() IPv4-mapped} one becomes IPv4. */
    public InetAddress toInetAddress() {
        byte[] octets = new byte[family.bits() / 8];
        for (int i = 0; i < octets.length; i++) {
            int shift = 8 * (octets.length - 1 - i);
            octets[i] = (byte) (shift < 64 ? low >>> shift : high >>> (shift - 64));
        }
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 or 16 octets are always an address", e);
        }
    }

    /** The address of {@code family} with these bits. For IPv4, {@code high} is 0 and {@code low} has 32 bits. */
    public static IpAddress ofBits(AddressFamily family, long high, long low) {
        return new IpAddress(family, high, low);
    }

    /** The family in which the address is written; {@link #isIpv4Mapped()} ones are IPv6. */
    public AddressFamily family() {
        return family;
    }

    /** The upper 64 bits; 0 for IPv4. */
    public long highBits() {
        return high;
    }

    /** The lower 64 bits; for IPv4 the 32 bits of the address. */
    public long lowBits() {
        return low;
    }

    /** Whether this is {@code 0.0.0.0} or {@code ::}: "no address", RFC 3264 §8.4 hold and RFC 8840 §4.1.1. */
    public boolean isUnspecified() {
        return high == 0 && low == 0;
    }

    /** Whether this is in {@code 224.0.0.0/4} or {@code ff00::/8}. */
    public boolean isMulticast() {
        return family == AddressFamily.IPV4 ? low >>> 28 == 0xE : high >>> 56 == 0xFF;
    }

    /** Whether this is in {@code 127.0.0.0/8}, or {@code ::1}. */
    public boolean isLoopback() {
        return family == AddressFamily.IPV4 ? low >>> 24 == 127 : high == 0 && low == 1;
    }

    /** Whether this is an IPv4 address written as IPv6, {@code ::ffff:192.0.2.1} (RFC 4291 §2.5.5.2). */
    public boolean isIpv4Mapped() {
        return family == AddressFamily.IPV6 && high == 0 && low >>> 32 == 0xFFFF;
    }

    /**
     * The IPv4 address inside an {@linkplain #isIpv4Mapped() IPv4-mapped} one; for any other address, the address
     * itself.
     */
    public IpAddress unmapped() {
        return isIpv4Mapped() ? new IpAddress(AddressFamily.IPV4, 0, low & 0xFFFF_FFFFL) : this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress that && family == that.family && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return (Long.hashCode(high) * 31 + Long.hashCode(low)) * 31 + family.hashCode();
    }

    /** The literal in its canonical form: dotted decimal, or RFC 5952 for IPv6. */
    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = family == AddressFamily.IPV4 ? IpLiteral.formatIpv4(low) : IpLiteral.formatIpv6(high, low);
            text = known;
        }
        return known;
    }
}
