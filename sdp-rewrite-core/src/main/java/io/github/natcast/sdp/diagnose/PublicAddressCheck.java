package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.SdpLine;
import io.github.natcast.topology.NetworkTopology;
import java.util.Optional;

/** A public address that the server advertises and the topology does not list: it changed, or was guessed wrongly. */
final class PublicAddressCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        context.local().ifPresent(local -> {
            for (SdpLine.Candidate line : local.candidateLines()) {
                unknownAddress(context, line.candidate())
                        .ifPresent(address -> findings.add(
                                FindingCode.UNKNOWN_PUBLIC_ADDRESS,
                                local,
                                line,
                                address,
                                context.topology().publicAddresses()));
            }
        });
    }

    private static Optional<IpAddress> unknownAddress(DiagnosisContext context, IceCandidate candidate) {
        NetworkTopology topology = context.topology();
        if (candidate.type() == CandidateType.RELAY || !context.isOutside(candidate)) {
            return Optional.empty();
        }
        return candidate
                .ip()
                .map(IpAddress::unmapped)
                .filter(address -> !topology.publicAddresses(address.family()).isEmpty())
                .filter(address -> !topology.isPublic(address)
                        && !topology.localAddresses().contains(address));
    }
}
