package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.SdpLine;
import io.github.natcast.topology.TunnelKind;

/**
 * A viewer with the server's public address: it is behind the same NAT, which must hairpin its packets (RFC 4787 §6).
 */
final class HairpinCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        if (context.local().isEmpty() || context.remote().isEmpty() || turnsAround(context)) {
            return;
        }
        ParsedDescription remote = context.remote().get();
        boolean privateShown = context.local().get().candidateLines().stream()
                .map(SdpLine.Candidate::candidate)
                .anyMatch(candidate -> candidate.ip().isPresent() && !context.isOutside(candidate));
        for (SdpLine.Candidate line : remote.candidateLines()) {
            if (!privateShown && isOurs(context, line.candidate())) {
                findings.add(FindingCode.HAIRPIN_NEEDED, remote, line);
                return;
            }
        }
    }

    /** A tunnel's public end is another host, from which packets come back by themselves. */
    private static boolean turnsAround(DiagnosisContext context) {
        return context.topology().tunnel() == TunnelKind.FRP;
    }

    private static boolean isOurs(DiagnosisContext context, IceCandidate candidate) {
        return candidate.type() == CandidateType.SRFLX
                && candidate.ip().filter(context.topology()::isPublic).isPresent();
    }
}
