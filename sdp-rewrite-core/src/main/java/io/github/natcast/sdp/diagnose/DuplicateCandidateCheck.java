package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SdpLine;
import java.util.HashMap;
import java.util.Map;

/** Candidates that are one to the peer (RFC 8445 §5.1.3); rewriting several interfaces to one address creates them. */
final class DuplicateCandidateCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        for (ParsedDescription description : context.descriptions()) {
            for (MediaSection section : description.sections()) {
                Map<String, SdpLine.Candidate> seen = new HashMap<>();
                for (SdpLine.Candidate line : description.candidateLines(section)) {
                    SdpLine.Candidate first = seen.putIfAbsent(key(line.candidate()), line);
                    if (first != null) {
                        report(description, first, line, findings);
                    }
                }
            }
        }
    }

    private static String key(IceCandidate candidate) {
        return candidate.component() + " " + candidate.transport() + " "
                + candidate.tcpType().orElse("") + " "
                + candidate.ip().map(Object::toString).orElse(candidate.address()) + " " + candidate.port();
    }

    private static void report(
            ParsedDescription description, SdpLine.Candidate first, SdpLine.Candidate second, Findings findings) {
        findings.add(FindingCode.DUPLICATE_CANDIDATE, description, second, first.number());
    }
}
