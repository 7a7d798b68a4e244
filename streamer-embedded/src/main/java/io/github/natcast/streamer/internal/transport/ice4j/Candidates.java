package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.TransportProtocol;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.ice.CandidateType;
import org.ice4j.ice.Component;
import org.ice4j.ice.LocalCandidate;
import org.ice4j.ice.RemoteCandidate;

/** Candidates as RFC 8839 §5.1 writes them, {@code candidate:…} without {@code a=}, to and from ice4j. */
final class Candidates {
    private Candidates() {}

    /** Those that a peer is told, the best first. */
    static List<String> of(Component component) {
        return component.getLocalCandidates().stream()
                .filter(candidate -> candidate.getType() != CandidateType.PEER_REFLEXIVE_CANDIDATE)
                .map(Candidates::line)
                .toList();
    }

    private static String line(LocalCandidate candidate) {
        TransportAddress address = candidate.getTransportAddress();
        boolean host = candidate.getType() == CandidateType.HOST_CANDIDATE;
        return "candidate:" + candidate.getFoundation() + " 1 udp " + candidate.getPriority() + " "
                + text(address.getAddress()) + " " + address.getPort() + " typ " + kind(candidate.getType())
                + (host ? "" : hiddenBase(address.getAddress()));
    }

    /** As SDP names a type. */
    static String kind(CandidateType type) {
        return switch (type) {
            case HOST_CANDIDATE, LOCAL_CANDIDATE -> "host";
            case SERVER_REFLEXIVE_CANDIDATE, STUN_CANDIDATE -> "srflx";
            case PEER_REFLEXIVE_CANDIDATE -> "prflx";
            case RELAYED_CANDIDATE -> "relay";
        };
    }

    /** RFC 8839 §5.1: who hides the related address writes zeros and port 9. */
    private static String hiddenBase(InetAddress address) {
        return " raddr " + (address instanceof Inet6Address ? "::" : "0.0.0.0") + " rport 9";
    }

    private static String text(InetAddress address) {
        return IpAddress.of(address).toString();
    }

    /** What to check; empty for a name, which is never looked up, for TCP, and for another component. */
    static Optional<RemoteCandidate> parse(String candidate, Component component) {
        return IceCandidate.tryParse(candidate)
                .filter(parsed -> parsed.transport() == TransportProtocol.UDP)
                .filter(parsed -> parsed.component() == 1 && parsed.port() > 0)
                .flatMap(parsed -> parsed.ip()
                        .filter(address -> !address.isMulticast())
                        .map(address -> new RemoteCandidate(
                                new TransportAddress(literal(address), parsed.port(), Transport.UDP),
                                component,
                                type(parsed.type()),
                                parsed.foundation(),
                                parsed.priority(),
                                null)));
    }

    private static CandidateType type(io.github.natcast.sdp.CandidateType type) {
        return switch (type) {
            case HOST -> CandidateType.HOST_CANDIDATE;
            case SRFLX -> CandidateType.SERVER_REFLEXIVE_CANDIDATE;
            case PRFLX, OTHER -> CandidateType.PEER_REFLEXIVE_CANDIDATE;
            case RELAY -> CandidateType.RELAYED_CANDIDATE;
        };
    }

    private static InetAddress literal(IpAddress address) {
        try {
            return InetAddress.getByName(address.toString());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address literal needs no look-up", e);
        }
    }
}
