package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.SdpLine;
import io.github.natcast.topology.IceServerUrl;
import io.github.natcast.topology.TunnelKind;
import java.util.List;

/**
 * A TURN server behind the server's own NAT. The viewer permits it the addresses that the server advertises (RFC 8656
 * §9); the server's packets come from the private address, which was replaced.
 */
final class TurnRelayCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        List<IceServerUrl> servers = context.topology().turnServersBehindSameNat();
        if (servers.isEmpty() || context.local().isEmpty()) {
            return;
        }
        ParsedDescription local = context.local().get();
        List<SdpLine.Candidate> lines = local.candidateLines();
        boolean privateShown = lines.stream()
                .map(SdpLine.Candidate::candidate)
                .anyMatch(candidate -> isPrivateHost(context, candidate));
        lines.stream()
                .filter(line -> line.candidate()
                        .ip()
                        .filter(context.topology()::isPublic)
                        .isPresent())
                .findFirst()
                .filter(line -> !privateShown)
                .ifPresent(line -> findings.addAs(
                        FindingCode.TURN_BEHIND_SAME_NAT,
                        context.topology().tunnel() == TunnelKind.FRP ? "frp" : "",
                        local,
                        line,
                        servers.get(0)));
    }

    private static boolean isPrivateHost(DiagnosisContext context, IceCandidate candidate) {
        return candidate
                        .ip()
                        .filter(ip -> !ip.isLoopback() && !ip.isUnspecified())
                        .isPresent()
                && !context.isOutside(candidate);
    }
}
