package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import java.util.Objects;

/**
 * A block of addresses in CIDR notation. Immutable.
 *
 * @param first the lowest address; bits beyond the prefix are zero
 * @param prefixLength 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record AddressRange(IpAddress first, int prefixLength) {

    /**
     * A range of IPv4-mapped addresses, such as {@code ::ffff:10.0.0.0/104}, becomes the range of the IPv4 addresses.
     *
     * @throws IllegalArgumentException when the prefix is too long, or {@code first} has bits set beyond it
     */
    public AddressRange {
        Objects.requireNonNull(first, "first");
        if (first.isIpv4Mapped() && prefixLength >= 96) {
            first = first.unmapped();
            prefixLength -= 96;
        }
        int bits = first.family().bits();
        if (prefixLength < 0 || prefixLength > bits) {
            throw new IllegalArgumentException(
                    "the prefix length of " + first + " must be 0 to " + bits + " but is " + prefixLength);
        }
        IpAddress lowest = masked(first, prefixLength);
        if (!lowest.equals(first)) {
            throw new IllegalArgumentException(first + "/" + prefixLength + " has bits set beyond the prefix; write "
                    + lowest + "/" + prefixLength + ", or " + first + " for the one address");
        }
    }

    /**
     * Reads {@code 192.168.0.0/16}, {@code fc00::/7}, or a single address.
     *
     * @throws IllegalArgumentException when {@code text} is neither; the message says what to write
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected an address range such as 192.168.0.0/16 or fc00::/7 but found \"" + text + "\""));
        if (slash < 0) {
            return of(address);
        }
        try {
            return new AddressRange(address, Integer.parseInt(text.substring(slash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a prefix length after the / in \"" + text + "\"", e);
        }
    }

    /** The range of one address. */
    public static AddressRange of(IpAddress address) {
        return new AddressRange(address, address.family().bits());
    }

    /** The family of all its addresses. */
    public AddressFamily family() {
        return first.family();
    }

    /** The highest address. */
    public IpAddress last() {
        AddressFamily family = family();
        if (family == AddressFamily.IPV4) {
            return IpAddress.ofBits(family, 0, first.lowBits() | (0xFFFF_FFFFL & ~mask(prefixLength + 32)));
        }
        return IpAddress.ofBits(
                family,
                first.highBits() | ~mask(Math.min(prefixLength, 64)),
                first.lowBits() | ~mask(Math.max(prefixLength - 64, 0)));
    }

    /** Whether the address is in the range; an IPv4-mapped one counts as the IPv4 address it stands for. */
    public boolean contains(IpAddress address) {
        IpAddress plain = address.unmapped();
        if (plain.family() != family()) {
            return false;
        }
        if (family() == AddressFamily.IPV4) {
            return (plain.lowBits() & mask(prefixLength + 32)) == first.lowBits();
        }
        return (plain.highBits() & mask(Math.min(prefixLength, 64))) == first.highBits()
                && (plain.lowBits() & mask(Math.max(prefixLength - 64, 0))) == first.lowBits();
    }

    /** Whether the two share an address; of two CIDR blocks that do, one contains the other. */
    public boolean overlaps(AddressRange other) {
        return contains(other.first) || other.contains(first);
    }

    private static IpAddress masked(IpAddress address, int prefixLength) {
        return address.family() == AddressFamily.IPV4
                ? IpAddress.ofBits(AddressFamily.IPV4, 0, address.lowBits() & mask(prefixLength + 32))
                : IpAddress.ofBits(
                        AddressFamily.IPV6,
                        address.highBits() & mask(Math.min(prefixLength, 64)),
                        address.lowBits() & mask(Math.max(prefixLength - 64, 0)));
    }

    /** A number whose upper {@code bits} of 64 are set. */
    static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (64 - bits);
    }

    /** CIDR notation; a single address has no prefix length. */
    @Override
    public String toString() {
        return prefixLength == family().bits() ? first.toString() : first + "/" + prefixLength;
    }
}
