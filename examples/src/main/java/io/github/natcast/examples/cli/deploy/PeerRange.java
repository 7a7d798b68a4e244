package io.github.natcast.examples.cli.deploy;

import io.github.natcast.sdp.IpAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses that a relay must not be led to: whoever has its credentials would otherwise reach, through it, hosts that
 * trust their own network. From the registries of RFC 6890. Immutable.
 */
record PeerRange(IpAddress first, IpAddress last) {
    /** Networks that are not the internet. */
    static final List<PeerRange> NOT_PUBLIC = Stream.of(
                    "0.0.0.0-0.255.255.255",
                    "10.0.0.0-10.255.255.255",
                    "100.64.0.0-100.127.255.255",
                    "127.0.0.0-127.255.255.255",
                    "169.254.0.0-169.254.255.255",
                    "172.16.0.0-172.31.255.255",
                    "192.0.0.0-192.0.0.255",
                    "192.168.0.0-192.168.255.255",
                    "198.18.0.0-198.19.255.255",
                    "240.0.0.0-255.255.255.255",
                    // Not from "::": coturn 4.6 takes a range that begins there for every IPv4 address, too.
                    "::1-::1",
                    "::ffff:0:0-::ffff:ffff:ffff",
                    "64:ff9b::-64:ff9b::ffff:ffff",
                    "2002::-2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                    "fc00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                    "fe80::-febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
            .map(PeerRange::parse)
            .toList();

    private static PeerRange parse(String text) {
        int dash = text.indexOf('-');
        return new PeerRange(
                IpAddress.parse(text.substring(0, dash)).orElseThrow(),
                IpAddress.parse(text.substring(dash + 1)).orElseThrow());
    }

    /** Whether the internet has no way to the address. */
    static boolean isNotPublic(IpAddress address) {
        return NOT_PUBLIC.stream().anyMatch(range -> range.contains(address.unmapped()));
    }

    boolean contains(IpAddress address) {
        return address.family() == first.family() && compare(first, address) <= 0 && compare(address, last) <= 0;
    }

    private static int compare(IpAddress one, IpAddress other) {
        int high = Long.compareUnsigned(one.highBits(), other.highBits());
        return high != 0 ? high : Long.compareUnsigned(one.lowBits(), other.lowBits());
    }

    /** As coturn writes it. */
    @Override
    public String toString() {
        return first + "-" + last;
    }
}
