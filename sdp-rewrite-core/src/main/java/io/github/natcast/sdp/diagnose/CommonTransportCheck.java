package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.SdpLine;
import io.github.natcast.sdp.TransportProtocol;
import java.util.List;

/**
 * Sides whose candidates cannot be paired: UDP pairs with UDP, and active TCP with passive TCP (RFC 6544 §6.2), or
 * either with simultaneous-open.
 */
final class CommonTransportCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        if (context.local().isEmpty() || context.remote().isEmpty()) {
            return;
        }
        ParsedDescription remote = context.remote().get();
        List<IceCandidate> ours = candidates(context.local().get());
        List<IceCandidate> theirs = candidates(remote);
        boolean udp = hasUdp(ours) && hasUdp(theirs);
        boolean tcp = (connects(ours) && listens(theirs)) || (listens(ours) && connects(theirs));
        if (!ours.isEmpty() && !theirs.isEmpty() && !udp && !tcp) {
            findings.add(
                    FindingCode.NO_COMMON_TRANSPORT,
                    remote,
                    remote.candidateLines().get(0),
                    only(theirs),
                    only(ours));
        }
    }

    private static List<IceCandidate> candidates(ParsedDescription description) {
        return description.candidateLines().stream()
                .map(SdpLine.Candidate::candidate)
                .toList();
    }

    private static boolean hasUdp(List<IceCandidate> candidates) {
        return candidates.stream().anyMatch(candidate -> candidate.transport() != TransportProtocol.TCP);
    }

    private static boolean connects(List<IceCandidate> candidates) {
        return hasTcp(candidates, "passive");
    }

    private static boolean listens(List<IceCandidate> candidates) {
        return hasTcp(candidates, "active");
    }

    /** Whether there is a TCP candidate of another kind than the excluded one. */
    private static boolean hasTcp(List<IceCandidate> candidates, String excluded) {
        return candidates.stream()
                .filter(candidate -> candidate.transport() == TransportProtocol.TCP)
                .anyMatch(candidate ->
                        candidate.tcpType().filter(excluded::equalsIgnoreCase).isEmpty());
    }

    private static String only(List<IceCandidate> candidates) {
        return hasUdp(candidates) ? "UDP" : "TCP";
    }
}
