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
                .ifPresent(line -> findings.add(
                        FindingCode.TURN_BEHIND_SAME_NAT,
                        local,
                        line,
                        "The TURN server " + servers.get(0)
                                + " stands behind the same NAT as the media server, and the private address was"
                                + " replaced: what it relays reaches the media only "
                                + way(context) + ".",
                        "Keep the private candidate beside the public one (action APPEND, which SdpRewriter.forTopology"
                                + " chooses here), or run the TURN server on the public host."));
    }

    /** The public end of FRP is another host, so packets to it come back, though by a long way. */
    private static String way(DiagnosisContext context) {
        return context.topology().tunnel() == TunnelKind.FRP
                ? "by leaving the network and coming back through the tunnel"
                : "if the NAT hairpins, and many do not";
    }

    private static boolean isPrivateHost(DiagnosisContext context, IceCandidate candidate) {
        return candidate
                        .ip()
                        .filter(ip -> !ip.isLoopback() && !ip.isUnspecified())
                        .isPresent()
                && !context.isOutside(candidate);
    }
}
