package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.TransportProtocol;
import io.github.natcast.sdp.internal.CandidateSyntax;
import io.github.natcast.sdp.internal.TokenCursor;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;

/** A candidate's transport and, for TCP, who opens the connection (RFC 6544 §4.5). */
public enum CandidateTransport {
    /** UDP. */
    UDP,
    /** TCP, outgoing only; its port is 9 and nobody can connect to it. */
    TCP_ACTIVE,
    /** TCP, incoming. */
    TCP_PASSIVE,
    /** TCP, simultaneous open. */
    TCP_SO,
    /** Neither UDP nor TCP by name, such as {@code ssltcp}, which has the port of a TCP server. */
    OTHER;

    /** The transport of a candidate. */
    static CandidateTransport of(CandidateSyntax candidate) {
        return switch (TransportProtocol.ofToken(candidate.text, candidate.transportStart, candidate.transportEnd)) {
            case UDP -> UDP;
            case OTHER -> OTHER;
            case TCP -> ofTcpType(candidate);
        };
    }

    /** How the address's public ports of this transport reach the local ones. */
    PortMapping ports(PublicAddress address) {
        return this == UDP ? address.udp() : address.tcp();
    }

    private static CandidateTransport ofTcpType(CandidateSyntax candidate) {
        candidate.readTcpType();
        if (candidate.tcpTypeStart < 0) {
            // Candidates from before RFC 6544 have no tcptype; port 9 marks an active one.
            return candidate.port == 9 ? TCP_ACTIVE : TCP_PASSIVE;
        }
        if (TokenCursor.equalsIgnoreCase(candidate.text, candidate.tcpTypeStart, candidate.tcpTypeEnd, "active")) {
            return TCP_ACTIVE;
        }
        return TokenCursor.equalsIgnoreCase(candidate.text, candidate.tcpTypeStart, candidate.tcpTypeEnd, "so")
                ? TCP_SO
                : TCP_PASSIVE;
    }
}
