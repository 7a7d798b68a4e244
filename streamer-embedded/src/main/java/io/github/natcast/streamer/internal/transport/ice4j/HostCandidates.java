package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.sdp.IpAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The bound addresses as RFC 8839 §5.1 writes them. */
final class HostCandidates {
    private static final int HOST_TYPE_PREFERENCE = 126;
    private static final int LARGEST_LOCAL_PREFERENCE = 65_535;
    private static final int COMPONENT = 1;

    private HostCandidates() {}

    static List<String> of(List<InetSocketAddress> bound) {
        List<InetAddress> advertised = UsableAddresses.toAdvertise(
                bound.stream().map(InetSocketAddress::getAddress).toList());
        List<String> candidates = new ArrayList<>();
        for (InetSocketAddress address : bound) {
            if (advertised.contains(address.getAddress())) {
                candidates.add(candidate(candidates.size(), address));
            }
        }
        return List.copyOf(candidates);
    }

    // foundation SP component-id SP transport SP priority SP connection-address SP port SP cand-type
    private static String candidate(int index, InetSocketAddress address) {
        return "candidate:" + (index + 1) + " " + COMPONENT + " udp " + priority(index) + " "
                + text(address.getAddress()) + " " + address.getPort() + " typ host";
    }

    /** IPv6 as RFC 5952 §4 wants it, and without the zone, which means nothing to others. */
    static String text(InetAddress address) {
        String host = address.getHostAddress();
        int zone = host.indexOf('%');
        String literal = zone < 0 ? host : host.substring(0, zone);
        return IpAddress.parse(literal).map(IpAddress::toString).orElse(literal);
    }

    /** RFC 8445 §5.1.2.1; every address of this host has its own local preference. */
    private static long priority(int index) {
        return ((long) HOST_TYPE_PREFERENCE << 24) + ((long) (LARGEST_LOCAL_PREFERENCE - index) << 8) + 256 - COMPONENT;
    }
}
