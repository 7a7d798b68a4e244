package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import org.jspecify.annotations.Nullable;

/** A public address, laid out for decisions. Immutable. */
final class Target {
    /** The mapping does not cover the port. */
    static final int NOT_MAPPED = -1;
    /** The one public port serves another local port of this description. */
    static final int SHARED = -2;

    final IpAddress address;
    final AddressFamily family;
    final boolean bothFamilies;
    private final PortMapping udp;
    private final PortMapping tcp;
    private final boolean udpNone;
    private final boolean tcpNone;

    Target(PublicAddress address) {
        this.address = address.address();
        this.family = address.family();
        this.bothFamilies = address.bothFamilies();
        this.udp = address.udp();
        this.tcp = address.tcp();
        this.udpNone = udp.equals(PortMapping.none());
        this.tcpNone = tcp.equals(PortMapping.none());
    }

    PortMapping ports(CandidateTransport transport) {
        return transport == CandidateTransport.UDP ? udp : tcp;
    }

    /**
     * The public port of a local one, {@link #NOT_MAPPED} or {@link #SHARED}.
     *
     * @param localPort 0 where there is none, which any mapping covers that covers something; the result is then 0
     * @param claims which local port each single public port serves; null where that is not to be known
     */
    int port(int localPort, CandidateTransport transport, @Nullable PortClaims claims) {
        PortMapping ports = ports(transport);
        if (localPort == 0) {
            return (transport == CandidateTransport.UDP ? udpNone : tcpNone) ? NOT_MAPPED : 0;
        }
        int mapped = ports.mapOrZero(localPort);
        // 9 stands for "none" (RFC 8840 §4.1.1) or active TCP (RFC 6544 §4.5), so it can be nobody's public port.
        if (!RuleSet.isMappable(mapped)) {
            return NOT_MAPPED;
        }
        if (claims != null && ports.isFixed()) {
            return claims.admits(address, transport == CandidateTransport.UDP, mapped, localPort) ? mapped : SHARED;
        }
        return mapped;
    }
}
