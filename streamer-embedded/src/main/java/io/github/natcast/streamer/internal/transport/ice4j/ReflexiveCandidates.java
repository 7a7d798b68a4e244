package io.github.natcast.streamer.internal.transport.ice4j;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** What the NAT makes of the bound addresses, and what a TURN server relays, as RFC 8839 §5.1 writes it. */
final class ReflexiveCandidates {
    private static final int REFLEXIVE_TYPE_PREFERENCE = 100;
    private static final int RELAYED_TYPE_PREFERENCE = 0;
    private static final int LARGEST_LOCAL_PREFERENCE = 65_535;
    private static final int COMPONENT = 1;

    private ReflexiveCandidates() {}

    /** @param bound addresses that viewers are told already (RFC 8445 §5.1.3) */
    static List<String> of(List<InetSocketAddress> mappedAddresses, List<InetSocketAddress> bound) {
        List<String> candidates = new ArrayList<>();
        mappedAddresses.stream()
                .filter(mapped -> !bound.contains(mapped))
                .forEach(mapped ->
                        candidates.add(candidate("srflx", candidates.size(), REFLEXIVE_TYPE_PREFERENCE, mapped)));
        return candidates;
    }

    static String relayed(InetSocketAddress address) {
        return candidate("relay", 0, RELAYED_TYPE_PREFERENCE, address);
    }

    // RFC 8839 §5.1: whoever does not tell the related address writes zeros and port 9.
    private static String candidate(String type, int index, int typePreference, InetSocketAddress address) {
        String related = address.getAddress() instanceof Inet6Address ? "::" : "0.0.0.0";
        return "candidate:" + type + (index + 1) + " " + COMPONENT + " udp " + priority(typePreference, index) + " "
                + HostCandidates.text(address.getAddress()) + " " + address.getPort() + " typ " + type + " raddr "
                + related
                + " rport 9";
    }

    private static long priority(int typePreference, int index) {
        return ((long) typePreference << 24) + ((long) (LARGEST_LOCAL_PREFERENCE - index) << 8) + 256 - COMPONENT;
    }
}
