package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.SdpLine;
import java.util.List;

/** Candidates that are mDNS names only, which no one outside the sender's network can resolve (RFC 6762 §3). */
final class MdnsCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        context.local().filter(MdnsCheck::isMdnsOnly).ifPresent(local -> reportLocal(local, findings));
        context.local()
                .filter(local -> isNameOnly(local) && !isMdnsOnly(local))
                .ifPresent(local -> reportNames(local, findings));
        context.remote().filter(MdnsCheck::isMdnsOnly).ifPresent(remote -> {
            // A server without a public address is for its own network, where checks of the viewer arrive.
            boolean reachable = context.topology().publicAddresses().isEmpty()
                    || context.local().isEmpty()
                    || context.local().get().candidateLines().stream()
                            .map(SdpLine.Candidate::candidate)
                            .anyMatch(context::isReachable);
            if (!reachable) {
                reportRemote(remote, findings);
            }
        });
    }

    private static boolean isMdnsOnly(ParsedDescription description) {
        List<IceCandidate> candidates = description.candidateLines().stream()
                .map(SdpLine.Candidate::candidate)
                .toList();
        return !candidates.isEmpty() && candidates.stream().allMatch(DiagnosisContext::isMdns);
    }

    private static boolean isNameOnly(ParsedDescription description) {
        List<SdpLine.Candidate> lines = description.candidateLines();
        return !lines.isEmpty()
                && lines.stream().allMatch(line -> line.candidate().ip().isEmpty());
    }

    private static void reportNames(ParsedDescription local, Findings findings) {
        findings.add(
                FindingCode.NAME_ONLY_LOCAL,
                local,
                local.candidateLines().get(0),
                "The server advertises host names only; Firefox skips them, and others must look them up first.",
                "Resolve the name when the server starts, and advertise the IP address.");
    }

    private static void reportLocal(ParsedDescription local, Findings findings) {
        findings.add(
                FindingCode.MDNS_ONLY_LOCAL,
                local,
                local.candidateLines().get(0),
                "The server advertises multicast DNS names only; no viewer outside its network can resolve them.",
                "Let the server advertise IP addresses; names are for browsers that hide theirs.");
    }

    private static void reportRemote(ParsedDescription remote, Findings findings) {
        findings.add(
                FindingCode.MDNS_ONLY_REMOTE,
                remote,
                remote.candidateLines().get(0),
                "The browser hides its addresses behind multicast DNS names, and no candidate of the server can be"
                        + " reached from outside: neither side can send to the other.",
                "Make the server reachable (public address and forwarded port); then the names do no harm. Or give"
                        + " both sides a TURN server.");
    }
}
