package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Address ranges laid out for fast membership tests. Immutable. */
final class RangeSet {
    private final long[] ipv4First;
    private final long[] ipv4Mask;
    private final long[] ipv6First;
    private final long[] ipv6Mask;

    RangeSet(List<AddressRange> ranges) {
        List<AddressRange> ipv4 = ofFamily(ranges, AddressFamily.IPV4);
        ipv4First = ipv4.stream().mapToLong(range -> range.first().lowBits()).toArray();
        ipv4Mask = ipv4.stream()
                .mapToLong(range -> AddressRange.mask(range.prefixLength() + 32))
                .toArray();
        List<AddressRange> ipv6 = ofFamily(ranges, AddressFamily.IPV6);
        ipv6First = new long[2 * ipv6.size()];
        ipv6Mask = new long[2 * ipv6.size()];
        for (int i = 0; i < ipv6.size(); i++) {
            int prefix = ipv6.get(i).prefixLength();
            ipv6First[2 * i] = ipv6.get(i).first().highBits();
            ipv6First[2 * i + 1] = ipv6.get(i).first().lowBits();
            ipv6Mask[2 * i] = AddressRange.mask(Math.min(prefix, 64));
            ipv6Mask[2 * i + 1] = AddressRange.mask(Math.max(prefix - 64, 0));
        }
    }

    private static List<AddressRange> ofFamily(List<AddressRange> ranges, AddressFamily family) {
        return ranges.stream().filter(range -> range.family() == family).toList();
    }

    /** Whether one of the ranges contains the address, which must not be IPv4-mapped. */
    boolean contains(IpAddress address) {
        long low = address.lowBits();
        if (address.family() == AddressFamily.IPV4) {
            for (int i = 0; i < ipv4First.length; i++) {
                if ((low & ipv4Mask[i]) == ipv4First[i]) {
                    return true;
                }
            }
            return false;
        }
        long high = address.highBits();
        for (int i = 0; i < ipv6First.length; i += 2) {
            if ((high & ipv6Mask[i]) == ipv6First[i] && (low & ipv6Mask[i + 1]) == ipv6First[i + 1]) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RangeSet that
                && Arrays.equals(ipv4First, that.ipv4First)
                && Arrays.equals(ipv4Mask, that.ipv4Mask)
                && Arrays.equals(ipv6First, that.ipv6First)
                && Arrays.equals(ipv6Mask, that.ipv6Mask);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ipv4First) * 31 + Arrays.hashCode(ipv6First);
    }
}
