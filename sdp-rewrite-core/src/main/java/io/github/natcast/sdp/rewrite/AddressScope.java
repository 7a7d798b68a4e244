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
     * Not globally reachable for another reason (RFC 6890): IPv4 in IPv6-only networks (192.0.0.0/24, RFC 7335), local
     * translation (64:ff9b:1::/48, RFC 8215), benchmarks (198.18.0.0/15, RFC 2544), and 240.0.0.0/4 (RFC 1112 §4).
     */
    RESERVED("192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4", "64:ff9b:1::/48");

    private static final AddressScope[] ALL = values();

    private final List<AddressRange> ranges;
    private final RangeSet set;

    AddressScope(String... ranges) {
        this.ranges = Stream.of(ranges).map(AddressRange::parse).toList();
        this.set = new RangeSet(this.ranges);
    }

    /** The addresses with this scope. */
    public List<AddressRange> ranges() {
        return ranges;
    }

    /** Whether the address has this scope; an IPv4-mapped one counts as the IPv4 address it stands for. */
    public boolean contains(IpAddress address) {
        return set.contains(address.unmapped());
    }

    /**
     * The scope of an address; empty for one that packets from the public Internet can reach. An IPv6 address that
     * carries an IPv4 one (mapped; compatible, RFC 4291 §2.5.5.1; 6to4, RFC 3056 §2) has that one's scope.
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
        if (plain.family() == AddressFamily.IPV6) {
            if (plain.highBits() == 0 && plain.lowBits() >>> 32 == 0) {
                return ofOrNull(IpAddress.ofBits(AddressFamily.IPV4, 0, plain.lowBits()));
            }
            if (plain.highBits() >>> 48 == 0x2002) {
                return ofOrNull(IpAddress.ofBits(AddressFamily.IPV4, 0, plain.highBits() >>> 16 & 0xFFFF_FFFFL));
            }
        }
        return null;
    }
}
