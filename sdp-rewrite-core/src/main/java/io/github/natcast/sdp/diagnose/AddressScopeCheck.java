package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.ConnectionAddress;
import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SdpLine;
import io.github.natcast.sdp.rewrite.AddressRange;
import io.github.natcast.sdp.rewrite.PrivateAddresses;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Addresses of the server's description that mean nothing outside its own network. */
final class AddressScopeCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        context.local().ifPresent(local -> {
            for (MediaSection section : local.sections()) {
                examine(context, local, section, findings);
            }
        });
    }

    private static void examine(
            DiagnosisContext context, ParsedDescription local, MediaSection section, Findings findings) {
        List<SdpLine.Candidate> candidates = local.candidateLines(section);
        Set<AddressFamily> outside = EnumSet.noneOf(AddressFamily.class);
        candidates.stream()
                .map(SdpLine.Candidate::candidate)
                .filter(candidate -> context.isOutside(candidate)
                        && DiagnosisContext.transport(candidate).isPresent())
                .forEach(candidate -> candidate.ip().ifPresent(ip -> outside.add(family(ip))));
        for (SdpLine.Candidate line : candidates) {
            IceCandidate candidate = line.candidate();
            if (candidate.ip().filter(IpAddress::isUnspecified).isPresent()) {
                unspecified(local, line, candidates, findings);
            } else if (!context.isOutside(candidate)) {
                candidate
                        .ip()
                        .ifPresent(ip -> report(context, local, line, ip, isBeside(context, ip, outside), findings));
            }
        }
        if (candidates.isEmpty()
                && local.hasOwnTransport(section)
                && section.attributeOrSession("ice-ufrag").isEmpty()) {
            examineDefault(context, local, section, findings);
        }
    }

    /** A viewer may have one family only, so each family needs a public address, unless the server has none. */
    private static boolean isBeside(DiagnosisContext context, IpAddress address, Set<AddressFamily> outside) {
        return outside.contains(family(address))
                || (!outside.isEmpty()
                        && context.topology().publicAddresses(family(address)).isEmpty());
    }

    private static AddressFamily family(IpAddress address) {
        return address.unmapped().family();
    }

    /** Without ICE, {@code c=} is the only destination there is. */
    private static void examineDefault(
            DiagnosisContext context, ParsedDescription local, MediaSection section, Findings findings) {
        Optional<IpAddress> address = section.connectionAddress().flatMap(ConnectionAddress::ip);
        if (address.isEmpty() || context.topology().isPublic(address.get())) {
            return;
        }
        SdpLine line = section.lines().stream()
                .filter(SdpLine.Connection.class::isInstance)
                .findFirst()
                .or(() -> local.sdp().sessionLines().stream()
                        .filter(SdpLine.Connection.class::isInstance)
                        .findFirst())
                .orElse(section.mediaLine());
        if (PrivateAddresses.contains(address.get())) {
            report(context, local, line, address.get(), false, findings);
        }
    }

    private static void unspecified(
            ParsedDescription local, SdpLine line, List<SdpLine.Candidate> candidates, Findings findings) {
        boolean only = candidates.stream()
                .allMatch(other ->
                        other.candidate().ip().filter(IpAddress::isUnspecified).isPresent());
        findings.add(
                only ? FindingCode.UNSPECIFIED_ONLY : FindingCode.UNSPECIFIED_CANDIDATE,
                local,
                line,
                "This candidate has the wildcard address that a socket is bound to; nobody can send to it.",
                "Bind the socket to an address of the host, so that the candidate shows one.");
    }

    private static void report(
            DiagnosisContext context,
            ParsedDescription local,
            SdpLine line,
            IpAddress address,
            boolean beside,
            Findings findings) {
        if (beside) {
            findings.add(
                    FindingCode.PRIVATE_ADDRESS_BESIDE_PUBLIC,
                    local,
                    line,
                    address + " is not reachable from outside; a public candidate stands beside it.",
                    "Do nothing if viewers in the same network, or relayed by a TURN server there, should use it;"
                            + " otherwise replace it.");
        } else if (context.topology().publicAddresses().isEmpty()) {
            if (isInNetworkOf(context, address)) {
                return;
            }
            findings.add(
                    FindingCode.LAN_ONLY,
                    local,
                    line,
                    "Only viewers in the same network can reach " + address + ".",
                    "To serve others, forward a port of a public host, name both in the topology, and rewrite the "
                            + local.role().word() + ".");
        } else {
            findings.add(
                    code(address),
                    local,
                    line,
                    local.name() + " advertises the " + scope(address) + " address " + address
                            + ", which viewers outside cannot reach, and no public "
                            + (family(address) == AddressFamily.IPV4 ? "IPv4" : "IPv6") + " address.",
                    fix(context, local, family(address)));
        }
    }

    /** Whether the viewer shows an address of the same network. */
    private static boolean isInNetworkOf(DiagnosisContext context, IpAddress address) {
        return context.remote().stream()
                .flatMap(remote -> remote.candidateLines().stream())
                .flatMap(line -> line.candidate().ip().stream())
                .anyMatch(theirs -> DiagnosisContext.shareNetwork(address, theirs));
    }

    /** The rewriter maps within a family, so what it can write is an address of this one. */
    private static String fix(DiagnosisContext context, ParsedDescription local, AddressFamily family) {
        List<IpAddress> addresses = context.topology().publicAddresses(family);
        if (addresses.isEmpty()) {
            return "Bind the server to an address of the other family, for which the topology has "
                    + context.publicAddresses() + ", or forward a port of a public "
                    + (family == AddressFamily.IPV4 ? "IPv4" : "IPv6") + " address and add it to the topology.";
        }
        return "Rewrite the " + local.role().word()
                + " before it is sent (SdpRewriter.forTopology), so that it advertises "
                + String.join(" or ", addresses.stream().map(Object::toString).toList())
                + "; if it was rewritten, no forward covers this port.";
    }

    private static FindingCode code(IpAddress address) {
        if (in(PrivateAddresses.LOOPBACK, address)) {
            return FindingCode.LOOPBACK_ADDRESS;
        }
        if (in(PrivateAddresses.LINK_LOCAL, address)) {
            return FindingCode.LINK_LOCAL_ADDRESS;
        }
        return in(PrivateAddresses.SHARED, address) ? FindingCode.SHARED_ADDRESS : FindingCode.PRIVATE_ADDRESS;
    }

    private static String scope(IpAddress address) {
        return switch (code(address)) {
            case LOOPBACK_ADDRESS -> "loopback";
            case LINK_LOCAL_ADDRESS -> "link-local";
            case SHARED_ADDRESS -> "carrier-grade NAT";
            default -> "private";
        };
    }

    private static boolean in(List<AddressRange> ranges, IpAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
