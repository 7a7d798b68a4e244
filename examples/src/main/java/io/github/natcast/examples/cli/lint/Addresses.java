package io.github.natcast.examples.cli.lint;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.rewrite.AddressScope;
import java.util.Collection;
import java.util.stream.Collectors;

/** What rules ask of addresses. */
final class Addresses {
    private Addresses() {}

    /** Whether nobody on the internet reaches it. */
    static boolean isPrivate(IpAddress address) {
        return AddressScope.of(address).isPresent();
    }

    /** Sorted, with commas. */
    static String text(Collection<IpAddress> addresses) {
        return addresses.stream().map(IpAddress::toString).sorted().collect(Collectors.joining(", "));
    }

    /** Whether it is in a range as coturn writes it: an address, or two with a hyphen between them. */
    static boolean isIn(String range, IpAddress address) {
        int hyphen = range.indexOf('-');
        IpAddress first =
                IpAddress.parse(hyphen < 0 ? range : range.substring(0, hyphen)).orElse(null);
        IpAddress last = IpAddress.parse(hyphen < 0 ? range : range.substring(hyphen + 1))
                .orElse(null);
        return first != null
                && last != null
                && first.family() == address.family()
                && last.family() == address.family()
                && compare(first, address) <= 0
                && compare(address, last) <= 0;
    }

    private static int compare(IpAddress a, IpAddress b) {
        int high = Long.compareUnsigned(a.highBits(), b.highBits());
        return high != 0 ? high : Long.compareUnsigned(a.lowBits(), b.lowBits());
    }
}
