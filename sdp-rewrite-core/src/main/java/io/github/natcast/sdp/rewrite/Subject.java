package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IpAddress;
import org.jspecify.annotations.Nullable;

/** What rules decide on: an address or a host name, and all that can matter about it. Immutable. */
final class Subject {
    /** Not IPv4-mapped; null for a host name. */
    final @Nullable IpAddress address;
    /** Null for a host name, which is of neither family. */
    final @Nullable AddressFamily family;

    final @Nullable String hostName;
    /** 0 where there is none. */
    final int port;

    final CandidateTransport transport;
    final CandidateType type;
    /** Null outside sections. */
    final @Nullable Section section;
    /** Whether this is a candidate, and not another line that counts as one. */
    final boolean candidate;

    private Subject(
            @Nullable IpAddress address,
            @Nullable String hostName,
            int port,
            CandidateTransport transport,
            CandidateType type,
            @Nullable Section section,
            boolean candidate) {
        this.address = address;
        this.family = address == null ? null : address.family();
        this.hostName = hostName;
        // A port that is none matches any rule.
        this.port = RuleSet.isMappable(port) ? port : 0;
        this.transport = transport;
        this.type = type;
        this.section = section;
        this.candidate = candidate;
    }

    static Subject candidate(
            IpAddress address, int port, CandidateTransport transport, CandidateType type, @Nullable Section section) {
        return new Subject(address.unmapped(), null, port, transport, type, section, true);
    }

    static Subject named(
            String hostName, int port, CandidateTransport transport, CandidateType type, @Nullable Section section) {
        return new Subject(null, hostName, port, transport, type, section, true);
    }

    /** Another line than a candidate: counts as a host candidate. */
    static Subject line(IpAddress address, int port, CandidateTransport transport, @Nullable Section section) {
        return new Subject(address.unmapped(), null, port, transport, CandidateType.HOST, section, false);
    }

    /** Whether m= names a range of ports (RFC 8866 §5.14), which one public port cannot serve. */
    boolean needsSeveralPorts() {
        return section != null && section.portCount > 1 && port != 0;
    }

    /** To the peer, a loopback address is its own host, and an unspecified one is no address. */
    boolean isUselessToOthers() {
        return address != null && (address.isLoopback() || address.isUnspecified());
    }
}
