package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.SdpLine;
import java.util.HashMap;
import java.util.Map;

/**
 * A NAT that maps one local port to a new public port for each destination (RFC 4787 §4.1). Two server-reflexive
 * candidates of one base reveal it; the peer can use neither.
 */
final class SymmetricNatCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        for (ParsedDescription description : context.descriptions()) {
            ParsedDescription other = description.role() == DescriptionRole.OFFER
                    ? context.answer().orElse(description)
                    : context.offer().orElse(description);
            boolean relayed = hasRelay(description) || (other != description && hasRelay(other));
            if (!relayed && !otherIsForwarded(context, description)) {
                examine(description, findings);
            }
        }
    }

    private static boolean hasRelay(ParsedDescription description) {
        return description.candidateLines().stream()
                .anyMatch(line -> line.candidate().type() == CandidateType.RELAY);
    }

    /** A viewer may have any NAT when the server's own port is open to all. */
    private static boolean otherIsForwarded(DiagnosisContext context, ParsedDescription description) {
        return context.remote().filter(description::equals).isPresent()
                && context.local().stream()
                        .flatMap(local -> local.candidateLines().stream())
                        .map(SdpLine.Candidate::candidate)
                        .anyMatch(candidate -> candidate
                                        .ip()
                                        .filter(context.topology()::isPublic)
                                        .isPresent()
                                && context.isReachable(candidate));
    }

    private static void examine(ParsedDescription description, Findings findings) {
        Map<String, IceCandidate> firstByBase = new HashMap<>();
        for (SdpLine.Candidate line : description.candidateLines()) {
            IceCandidate candidate = line.candidate();
            // Browsers that hide their addresses write rport 0 or 9, which says nothing about the base.
            if (candidate.type() == CandidateType.SRFLX
                    && candidate.relatedPort().orElse(0) != 0
                    && candidate.relatedPort().orElse(9) != 9) {
                String base = candidate.component() + " " + candidate.transport() + " "
                        + candidate.relatedAddress().orElse("") + " "
                        + candidate.relatedPort().orElse(0) + " " + candidate.address();
                IceCandidate first = firstByBase.putIfAbsent(base, candidate);
                if (first != null && first.port() != candidate.port()) {
                    findings.add(FindingCode.SYMMETRIC_NAT, description, line, first.port(), candidate.port());
                    return;
                }
            }
        }
    }
}
