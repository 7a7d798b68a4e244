package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SdpLine;

/** Text that is not a session description (RFC 8866 §5), and malformed candidates (RFC 8839 §5.1). */
final class ReadabilityCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        for (ParsedDescription description : context.descriptions()) {
            requireDescription(description, findings);
            for (MediaSection section : description.sections()) {
                section.lines().forEach(line -> requireCandidate(description, line, findings));
            }
        }
    }

    private static void requireDescription(ParsedDescription description, Findings findings) {
        boolean version = description.sdp().sessionLines().stream()
                .anyMatch(line -> line.text().replace("\uFEFF", "").startsWith("v="));
        if (!version || description.sections().isEmpty()) {
            findings.addGeneral(FindingCode.NOT_SDP, description.role(), version ? "m=" : "v=");
        }
    }

    private static void requireCandidate(ParsedDescription description, SdpLine line, Findings findings) {
        if (line instanceof SdpLine.Attribute attribute && attribute.name().equals("candidate")) {
            malformedCandidate(description, line, findings);
        }
    }

    static void malformedCandidate(ParsedDescription description, SdpLine line, Findings findings) {
        findings.add(FindingCode.MALFORMED_CANDIDATE, description, line);
    }
}
