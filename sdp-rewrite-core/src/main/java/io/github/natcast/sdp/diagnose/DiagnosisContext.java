package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.TransportProtocol;
import io.github.natcast.sdp.rewrite.PrivateAddresses;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.NetworkTopology;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one examination looks at. Immutable.
 *
 * @param localRole which description is of the server that {@code topology} describes
 */
record DiagnosisContext(
        NetworkTopology topology,
        Optional<ParsedDescription> offer,
        Optional<ParsedDescription> answer,
        DescriptionRole localRole,
        ObservedChecks observedChecks) {

    /** The description of the server behind the NAT. */
    Optional<ParsedDescription> local() {
        return localRole == DescriptionRole.OFFER ? offer : answer;
    }

    /** The description of the viewer. */
    Optional<ParsedDescription> remote() {
        return localRole == DescriptionRole.OFFER ? answer : offer;
    }

    /** The section of the offer that a section of the answer replies to: the one with its index (RFC 3264 §6). */
    Optional<MediaSection> offered(MediaSection answered) {
        return offer.map(ParsedDescription::sections)
                .filter(sections -> answered.index() < sections.size())
                .map(sections -> sections.get(answered.index()));
    }

    List<ParsedDescription> descriptions() {
        return Stream.of(offer, answer).flatMap(Optional::stream).toList();
    }

    /** Whether somebody outside can send to the candidate, as far as its address and the forwards show. */
    boolean isReachable(IceCandidate candidate) {
        if (!isOutside(candidate)) {
            return false;
        }
        if (candidate.type() == CandidateType.RELAY) {
            return true;
        }
        return candidate
                .ip()
                .map(ip -> !topology.isPublic(ip)
                        || transport(candidate)
                                .filter(transport -> topology.isReachable(transport, ip, candidate.port()))
                                .isPresent())
                .orElse(false);
    }

    /** Whether the candidate's address is one that means something outside the server's network. */
    boolean isOutside(IceCandidate candidate) {
        return candidate
                .ip()
                .filter(ip -> !ip.isUnspecified())
                .filter(ip -> topology.isPublic(ip) || !PrivateAddresses.contains(ip))
                .isPresent();
    }

    /** Whether two addresses look like one network's: they share 24 bits of IPv4, or 64 bits of IPv6. */
    static boolean shareNetwork(IpAddress one, IpAddress other) {
        IpAddress first = one.unmapped();
        IpAddress second = other.unmapped();
        return first.family() == second.family()
                && first.highBits() == second.highBits()
                && (first.family() == AddressFamily.IPV6 || first.lowBits() >>> 8 == second.lowBits() >>> 8);
    }

    /** The transport that must be forwarded for the candidate; empty for one that nobody connects to. */
    static Optional<ForwardTransport> transport(IceCandidate candidate) {
        if (candidate.port() == 0 || candidate.port() == 9) {
            // RFC 6544 §4.5: the port of an active TCP candidate is 9.
            return Optional.empty();
        }
        if (candidate.transport() == TransportProtocol.UDP) {
            return Optional.of(ForwardTransport.UDP);
        }
        boolean active = candidate.tcpType().filter("active"::equalsIgnoreCase).isPresent();
        return candidate.transport() == TransportProtocol.TCP && !active
                ? Optional.of(ForwardTransport.TCP)
                : Optional.empty();
    }

    /** Whether the name is one of multicast DNS, which only the viewer's own network resolves. */
    static boolean isMdns(IceCandidate candidate) {
        String address = candidate.address();
        return address.regionMatches(true, address.length() - 6, ".local", 0, 6);
    }
}
