package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.TransportProtocol;
import io.github.natcast.sdp.internal.CandidateSyntax;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Writes the candidate that a rule adds after a local one. Stateless. */
final class AddedCandidate {
    /** RFC 8445 §5.1.2.2: the recommended type preference of server-reflexive candidates. */
    private static final long SERVER_REFLEXIVE_PREFERENCE = 100L << 24;

    private AddedCandidate() {}

    /**
     * The added line without an ending. It differs from the local one in foundation, priority, address and port and, if
     * it is server-reflexive, in type and related address.
     */
    static String write(
            AddressLine line, CandidateSyntax local, CandidateGroup.Addition addition, boolean hideRelated) {
        boolean reflexive = addition.reason() == Reason.SERVER_REFLEXIVE_ADDED;
        String text = local.text;
        IpAddress ip = line.ip == null ? addition.target().address() : line.ip;
        CandidateTransport transport = line.transport;
        int port = line.port;
        if (RuleSet.isMappable(port) && transport != null) {
            port = transport.ports(addition.target()).mapOrZero(port);
        }
        StringBuilder out = new StringBuilder(160);
        out.append(text, line.start, local.foundationStart)
                .append(foundation(line, local, addition, reflexive))
                .append(local.foundationStart == local.foundationEnd ? " " : "")
                .append(text, local.foundationEnd, local.priorityStart)
                .append(priority(local, addition.rank(), reflexive))
                .append(text, local.priorityEnd, local.addressStart)
                .append(Decision.literal(addition.target(), ip))
                .append(text, local.addressEnd, local.portStart)
                .append(port)
                .append(text, local.portEnd, local.typeStart);
        if (!reflexive) {
            return out.append(text, local.typeStart, line.end).toString();
        }
        out.append("srflx raddr ");
        if (hideRelated) {
            out.append(ip.family() == AddressFamily.IPV4 ? "0.0.0.0 rport 9" : ":: rport 9");
        } else {
            out.append(text, local.addressStart, local.addressEnd)
                    .append(" rport ")
                    .append(line.port);
        }
        return out.append(text, local.typeEnd, line.end).toString();
    }

    /** Lower than the local candidate's, and different for each further public address (RFC 8445 §5.1.2.1). */
    private static long priority(CandidateSyntax local, int rank, boolean reflexive) {
        long base = reflexive
                ? Math.min(SERVER_REFLEXIVE_PREFERENCE | (local.priority & 0xFF_FFFF), local.priority - 1)
                : local.priority;
        // The local preference is in bits 8 to 23.
        return Math.max(1, base - ((long) rank << 8));
    }

    /** The same for candidates of one base, type and public address (RFC 8445 §5.1.1.3); a function of these alone. */
    private static long foundation(
            AddressLine line, CandidateSyntax local, CandidateGroup.Addition addition, boolean reflexive) {
        CRC32 crc = new CRC32();
        String parts = (reflexive ? "srflx " : "host ")
                + local.text.substring(line.addressStart, line.addressEnd)
                + ' '
                + TransportProtocol.ofToken(local.text, local.transportStart, local.transportEnd)
                + ' '
                + addition.target().address();
        crc.update(parts.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
