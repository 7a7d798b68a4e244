package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.IpAddress;
import java.util.List;
import java.util.stream.Stream;

/** The address ranges that are not reachable from the public Internet; {@link AddressScope} says why each is not. */
public final class PrivateAddresses {
    /** RFC 1918 §3. */
    public static final List<AddressRange> RFC1918 = ranges("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");

    /** Carrier-grade NAT, RFC 6598 §7. */
    public static final List<AddressRange> SHARED = AddressScope.CARRIER_GRADE.ranges();

    /** IPv4 link-local, RFC 3927 §2.1, and IPv6 link-local, RFC 4291 §2.5.6. */
    public static final List<AddressRange> LINK_LOCAL = AddressScope.LINK_LOCAL.ranges();

    /** Unique local IPv6, RFC 4193 §3.1. */
    public static final List<AddressRange> UNIQUE_LOCAL = ranges("fc00::/7");

    /** RFC 1122 §3.2.1.3 and RFC 4291 §2.5.3. */
    public static final List<AddressRange> LOOPBACK = AddressScope.LOOPBACK.ranges();

    private static final List<AddressRange> DEFAULTS = Stream.of(AddressScope.values())
            .flatMap(scope -> scope.ranges().stream())
            .toList();

    private PrivateAddresses() {}

    /**
     * The ranges that rules cover when they name none: all ranges of every {@link AddressScope}, loopback and, for
     * candidates, the unspecified addresses included.
     */
    public static List<AddressRange> defaults() {
        return DEFAULTS;
    }

    /**
     * Whether packets from the public Internet cannot reach the address; false for {@code 0.0.0.0} and {@code ::},
     * which are no address.
     */
    public static boolean contains(IpAddress address) {
        AddressScope scope = AddressScope.ofOrNull(address);
        return scope != null && scope != AddressScope.UNSPECIFIED;
    }

    private static List<AddressRange> ranges(String... ranges) {
        return Stream.of(ranges).map(AddressRange::parse).toList();
    }
}
