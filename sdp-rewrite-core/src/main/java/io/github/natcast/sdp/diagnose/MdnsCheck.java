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
        findings.add(FindingCode.NAME_ONLY_LOCAL, local, local.candidateLines().get(0));
    }

    private static void reportLocal(ParsedDescription local, Findings findings) {
        findings.add(FindingCode.MDNS_ONLY_LOCAL, local, local.candidateLines().get(0));
    }

    private static void reportRemote(ParsedDescription remote, Findings findings) {
        findings.add(
                FindingCode.MDNS_ONLY_REMOTE, remote, remote.candidateLines().get(0));
    }
}
