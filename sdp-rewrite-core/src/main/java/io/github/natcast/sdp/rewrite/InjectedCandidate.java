package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.internal.Foundations;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;

/**
 * A host candidate that is added whatever a description has. Immutable.
 *
 * @param address where the peer sends to
 * @param port 1 to 65535, not 9
 * @param transport UDP or TCP_PASSIVE
 */
record InjectedCandidate(IpAddress address, int port, CandidateTransport transport) {
    /** RFC 8445 §5.1.2.1: type preference 126, local preference below that of gathered candidates, component 1. */
    private static final long UDP_PRIORITY = 126L << 24 | 32767L << 8 | 255;
    /** RFC 6544 §4.2: TCP candidates are less preferred than UDP ones. */
    private static final long TCP_PRIORITY = 90L << 24 | 32767L << 8 | 255;

    static InjectedCandidate of(String address, int port, CandidateTransport transport) {
        if (transport != CandidateTransport.UDP && transport != CandidateTransport.TCP_PASSIVE) {
            throw new IllegalArgumentException(
                    "a candidate can be injected for UDP or TCP_PASSIVE but not for " + transport);
        }
        if (port < 1 || port > 65535 || port == 9) {
            throw new IllegalArgumentException(
                    "the port of an injected candidate must be 1 to 65535 and not 9, which stands for none, but is "
                            + port);
        }
        PublicAddress checked = PublicAddress.of(address, PortMapping.none());
        return new InjectedCandidate(checked.address(), port, transport);
    }

    boolean isTcp() {
        return transport != CandidateTransport.UDP;
    }

    /** The line, without an ending. */
    String line(int rank) {
        String token = isTcp() ? "tcp" : "udp";
        long priority = (isTcp() ? TCP_PRIORITY : UDP_PRIORITY) - ((long) rank << 8);
        return "a=candidate:" + Foundations.of("host " + address + ' ' + token) + " 1 " + token + ' ' + priority + ' '
                + address + ' ' + port + " typ host" + (isTcp() ? " tcptype passive" : "");
    }
}
