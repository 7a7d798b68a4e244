package io.github.natcast.streamer.internal.transport.ice;

import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.TransportProtocol;
import io.github.natcast.sdp.rewrite.PrivateAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides which of a stranger's candidates may be checked (RFC 8445 §19.5.1): nobody may use this server to probe its
 * own network, or well-known services of others. Names, {@code .local} ones among them, are never looked up.
 */
public final class CheckTargets {
    /** Browsers refuse remote candidates below it too. */
    private static final int LOWEST_PORT = 1024;

    /** Global unicast addresses. A viewer in this host's own network needs no check: no NAT lies between. */
    public static final Predicate<IpAddress> PUBLIC = address -> !PrivateAddresses.contains(address)
            && !address.isMulticast()
            && !address.isIpv4Mapped()
            && !isReserved(address);

    private CheckTargets() {}

    /** What to check; empty when the candidate has no address, or one that may not be checked. */
    public static Optional<RemoteCandidate> of(String candidate, Predicate<IpAddress> allowed) {
        return IceCandidate.tryParse(candidate)
                .filter(parsed -> parsed.transport() == TransportProtocol.UDP)
                .filter(parsed -> parsed.component() == 1 && parsed.type() != CandidateType.OTHER)
                .filter(parsed -> parsed.port() >= LOWEST_PORT)
                .flatMap(parsed -> parsed.ip()
                        .filter(allowed)
                        .map(address -> new RemoteCandidate(
                                new InetSocketAddress(literal(address), parsed.port()),
                                kind(parsed.type()),
                                parsed.priority())));
    }

    private static CandidateKind kind(CandidateType type) {
        return switch (type) {
            case HOST -> CandidateKind.HOST;
            case SRFLX -> CandidateKind.SERVER_REFLEXIVE;
            case PRFLX, OTHER -> CandidateKind.PEER_REFLEXIVE;
            case RELAY -> CandidateKind.RELAYED;
        };
    }

    /** 0.0.0.0/8 and 240.0.0.0/4 (RFC 6890 §2.2.2), and all of IPv6 but 2000::/3 (RFC 4291 §2.4). */
    private static boolean isReserved(IpAddress address) {
        return switch (address.family()) {
            case IPV4 -> address.lowBits() >>> 24 == 0 || address.lowBits() >>> 28 == 0xF;
            case IPV6 -> address.highBits() >>> 61 != 1;
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
