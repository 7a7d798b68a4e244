package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.IpAddress;
import java.util.List;
import java.util.stream.Stream;

/** The address ranges that are not reachable from the public Internet. */
public final class PrivateAddresses {
    /** RFC 1918 §3. */
    public static final List<AddressRange> RFC1918 = ranges("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");

    /** Carrier-grade NAT, RFC 6598 §7. */
    public static final List<AddressRange> SHARED = ranges("100.64.0.0/10");

    /** IPv4 link-local, RFC 3927 §2.1, and IPv6 link-local, RFC 4291 §2.5.6. */
    public static final List<AddressRange> LINK_LOCAL = ranges("169.254.0.0/16", "fe80::/10");

    /** Unique local IPv6, RFC 4193 §3.1. */
    public static final List<AddressRange> UNIQUE_LOCAL = ranges("fc00::/7");

    /** RFC 1122 §3.2.1.3 and RFC 4291 §2.5.3. Not among the {@linkplain #defaults() defaults}. */
    public static final List<AddressRange> LOOPBACK = ranges("127.0.0.0/8", "::1");

    private static final List<AddressRange> DEFAULTS = Stream.of(RFC1918, SHARED, LINK_LOCAL, UNIQUE_LOCAL)
            .flatMap(List::stream)
            .toList();

    private PrivateAddresses() {}

    /** All of the above but {@link #LOOPBACK}. */
    public static List<AddressRange> defaults() {
        return DEFAULTS;
    }

    /** Whether an address is in one of the {@linkplain #defaults() default ranges} or is a loopback address. */
    public static boolean contains(IpAddress address) {
        return in(DEFAULTS, address) || in(LOOPBACK, address);
    }

    private static boolean in(List<AddressRange> ranges, IpAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<AddressRange> ranges(String... ranges) {
        return Stream.of(ranges).map(AddressRange::parse).toList();
    }
}
