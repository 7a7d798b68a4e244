package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why an address cannot be reached from the public Internet. */
public enum AddressScope {
    /** RFC 1918 §3, RFC 4193 §3.1, and the site-local addresses that RFC 3879 deprecates. */
    PRIVATE("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"),
    /** Carrier-grade NAT, RFC 6598 §7. */
    CARRIER_GRADE("100.64.0.0/10"),
    /** RFC 3927 §2.1 and RFC 4291 §2.5.6. */
    LINK_LOCAL("169.254.0.0/16", "fe80::/10"),
    /** RFC 1122 §3.2.1.3 and RFC 4291 §2.5.3. */
    LOOPBACK("127.0.0.0/8", "::1"),
    /** {@code 0.0.0.0} and {@code ::}, to which a socket is bound but no packet sent. */
    UNSPECIFIED("0.0.0.0", "::"),
    /**
     * Not globally reachable for another reason (RFC 6890): the rest of 0.0.0.0/8 (RFC 791 §3.2), IPv4 in IPv6-only
     * networks (192.0.0.0/24, RFC 7335), local translation (64:ff9b:1::/48, RFC 8215), benchmarks (198.18.0.0/15, RFC
     * 2544), and 240.0.0.0/4 (RFC 1112 §4).
     */
    RESERVED("0.0.0.0/8", "192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4", "64:ff9b:1::/48");

    private static final AddressScope[] ALL = values();

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<AddressRange> ranges;

    @SuppressWarnings("ImmutableEnumChecker") // never changes once it is made
    private final RangeSet set;

    AddressScope(String... ranges) {
        this.ranges = Stream.of(ranges).map(AddressRange::parse).toList();
        this.set = new RangeSet(this.ranges);
    }

    /** The addresses with this scope, as far as they do not carry another one; 0.0.0.0 itself is UNSPECIFIED only. */
    public List<AddressRange> ranges() {
        return ranges;
    }

    /** Whether {@link #of} says this scope. */
    public boolean contains(IpAddress address) {
        return ofOrNull(address) == this;
    }

    /**
     * The scope of an address; empty for one that packets from the public Internet can reach. An IPv6 address that
     * carries an IPv4 one (mapped; compatible, RFC 4291 §2.5.5.1; 6to4, RFC 3056 §2; NAT64, RFC 6052 §2.1) has that
     * one's scope.
     */
    public static Optional<AddressScope> of(IpAddress address) {
        return Optional.ofNullable(ofOrNull(address));
    }

    static @Nullable AddressScope ofOrNull(IpAddress address) {
        IpAddress plain = address.unmapped();
        for (AddressScope scope : ALL) {
            if (scope.set.contains(plain)) {
                return scope;
            }
        }
        IpAddress carried = carried(plain);
        AddressScope scope = carried == null ? null : ofOrNull(carried);
        // Only 0.0.0.0 and :: themselves stand for no address.
        return scope == UNSPECIFIED ? RESERVED : scope;
    }

    private static @Nullable IpAddress carried(IpAddress address) {
        if (address.family() == AddressFamily.IPV4) {
            return null;
        }
        long high = address.highBits();
        long low = address.lowBits();
        boolean upperHalfIsZero = low >>> 32 == 0;
        if (upperHalfIsZero && (high == 0 || high == 0x0064_ff9b_0000_0000L)) {
            return IpAddress.ofBits(AddressFamily.IPV4, 0, low);
        }
        return high >>> 48 == 0x2002 ? IpAddress.ofBits(AddressFamily.IPV4, 0, high >>> 16 & 0xFFFF_FFFFL) : null;
    }
}
