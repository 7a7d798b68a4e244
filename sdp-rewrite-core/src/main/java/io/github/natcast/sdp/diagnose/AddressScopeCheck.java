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
        findings.add(only ? FindingCode.UNSPECIFIED_ONLY : FindingCode.UNSPECIFIED_CANDIDATE, local, line);
    }

    private static void report(
            DiagnosisContext context,
            ParsedDescription local,
            SdpLine line,
            IpAddress address,
            boolean beside,
            Findings findings) {
        if (beside) {
            findings.add(FindingCode.PRIVATE_ADDRESS_BESIDE_PUBLIC, local, line, address);
        } else if (context.topology().publicAddresses().isEmpty()) {
            if (isInNetworkOf(context, address)) {
                return;
            }
            findings.add(FindingCode.LAN_ONLY, local, line, address, local.role());
        } else {
            List<IpAddress> usable = context.topology().publicAddresses(family(address));
            findings.addAs(
                    code(address),
                    usable.isEmpty() ? "other-family" : "",
                    local,
                    line,
                    local.role(),
                    address,
                    family(address),
                    usable.isEmpty() ? context.topology().publicAddresses() : usable);
        }
    }

    /** Whether the viewer shows an address of the same network. */
    private static boolean isInNetworkOf(DiagnosisContext context, IpAddress address) {
        return context.remote().stream()
                .flatMap(remote -> remote.candidateLines().stream())
                .flatMap(line -> line.candidate().ip().stream())
                .anyMatch(theirs -> DiagnosisContext.shareNetwork(address, theirs));
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

    private static boolean in(List<AddressRange> ranges, IpAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
