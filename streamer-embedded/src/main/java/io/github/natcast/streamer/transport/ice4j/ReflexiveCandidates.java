package io.github.natcast.streamer.transport.ice4j;

import io.github.natcast.streamer.transport.outbound.ReflexiveAddress;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** What the NAT makes of the bound addresses, as RFC 8839 §5.1 writes it. */
final class ReflexiveCandidates {
    private static final int TYPE_PREFERENCE = 100;
    private static final int LARGEST_LOCAL_PREFERENCE = 65_535;
    private static final int COMPONENT = 1;

    private ReflexiveCandidates() {}

    /** @param bound addresses that viewers are told already (RFC 8445 §5.1.3) */
    static List<String> of(List<ReflexiveAddress> addresses, List<InetSocketAddress> bound) {
        List<String> candidates = new ArrayList<>();
        addresses.stream()
                .map(ReflexiveAddress::mapped)
                .distinct()
                .filter(mapped -> !bound.contains(mapped))
                .forEach(mapped -> candidates.add(candidate(candidates.size(), mapped)));
        return candidates;
    }

    // RFC 8839 §5.1: whoever does not tell the related address writes zeros and port 9.
    private static String candidate(int index, InetSocketAddress mapped) {
        String related = mapped.getAddress() instanceof Inet6Address ? "::" : "0.0.0.0";
        return "candidate:srflx" + (index + 1) + " " + COMPONENT + " udp " + priority(index) + " "
                + HostCandidates.text(mapped.getAddress()) + " " + mapped.getPort() + " typ srflx raddr " + related
                + " rport 9";
    }

    private static long priority(int index) {
        return ((long) TYPE_PREFERENCE << 24) + ((long) (LARGEST_LOCAL_PREFERENCE - index) << 8) + 256 - COMPONENT;
    }
}
