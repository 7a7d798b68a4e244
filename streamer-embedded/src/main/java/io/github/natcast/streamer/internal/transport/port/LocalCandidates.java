package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.internal.transport.ice.CandidateKind;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The candidates that viewers get, as RFC 8839 §5.1 writes them, without {@code a=}. */
final class LocalCandidates {
    private static final int COMPONENT = 1;

    private LocalCandidates() {}

    /** The bound addresses, but for those that only viewers on this host could use. */
    static List<String> host(List<InetSocketAddress> bound) {
        List<InetAddress> advertised = UsableAddresses.toAdvertise(
                bound.stream().map(InetSocketAddress::getAddress).toList());
        List<String> candidates = new ArrayList<>();
        for (InetSocketAddress address : bound) {
            if (advertised.contains(address.getAddress())) {
                int index = candidates.size();
                candidates.add(candidate("", index, CandidateKind.HOST, address));
            }
        }
        return List.copyOf(candidates);
    }

    /** The same addresses, where viewers may connect (RFC 6544 §4.5). */
    static List<String> passiveTcp(List<InetAddress> advertised, int port) {
        List<String> candidates = new ArrayList<>();
        for (InetAddress address : advertised) {
            int index = candidates.size();
            candidates.add(candidate(
                            "tcp" + (index + 1),
                            "tcp",
                            CandidateKind.PASSIVE_TCP.priority(CandidateKind.passivePreference(index)),
                            CandidateKind.PASSIVE_TCP,
                            new InetSocketAddress(address, port))
                    + " tcptype passive");
        }
        return List.copyOf(candidates);
    }

    /**
     * What the NAT makes of the bound addresses.
     *
     * @param bound advertised as host candidates already (RFC 8445 §5.1.3)
     */
    static List<String> serverReflexive(List<InetSocketAddress> mapped, List<InetSocketAddress> bound) {
        List<String> candidates = new ArrayList<>();
        for (InetSocketAddress address : mapped) {
            if (!bound.contains(address)) {
                int index = candidates.size();
                candidates.add(
                        candidate("srflx", index, CandidateKind.SERVER_REFLEXIVE, address) + hiddenBase(address));
            }
        }
        return List.copyOf(candidates);
    }

    /** The address of an allocation on a TURN server. */
    static String relayed(InetSocketAddress address) {
        return candidate("relay", 0, CandidateKind.RELAYED, address) + hiddenBase(address);
    }

    // foundation SP component-id SP transport SP priority SP connection-address SP port SP cand-type;
    // every address has a local preference of its own (RFC 8445 §5.1.2.1).
    private static String candidate(String foundation, int index, CandidateKind kind, InetSocketAddress address) {
        long priority = kind.priority(CandidateKind.LARGEST_LOCAL_PREFERENCE - index);
        return candidate(foundation + (index + 1), "udp", priority, kind, address);
    }

    private static String candidate(
            String foundation, String transport, long priority, CandidateKind kind, InetSocketAddress address) {
        return "candidate:" + foundation + " " + COMPONENT + " " + transport + " " + priority + " "
                + text(address.getAddress()) + " " + address.getPort() + " typ " + kind.wire();
    }

    /** RFC 8839 §5.1: who hides the related address writes zeros and port 9. */
    private static String hiddenBase(InetSocketAddress address) {
        return " raddr " + (address.getAddress() instanceof Inet6Address ? "::" : "0.0.0.0") + " rport 9";
    }

    /** IPv6 as RFC 5952 §4 wants it, and without the zone, which means nothing to another host. */
    private static String text(InetAddress address) {
        String host = address.getHostAddress();
        int zone = host.indexOf('%');
        String literal = zone < 0 ? host : host.substring(0, zone);
        return IpAddress.parse(literal).map(IpAddress::toString).orElse(literal);
    }
}
