package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SdpLine;

/** Text that is no session description (RFC 8866 §5), and candidates that cannot be read (RFC 8839 §5.1). */
final class ReadabilityCheck implements Check {
    @Override
    public void examine(Consultation consultation, Findings findings) {
        for (Described described : consultation.descriptions()) {
            requireDescription(described, findings);
            for (MediaSection section : described.sections()) {
                section.lines().forEach(line -> requireCandidate(described, line, findings));
            }
        }
    }

    private static void requireDescription(Described described, Findings findings) {
        boolean version = described.description().sessionLines().stream()
                .anyMatch(line -> line.text().replace("\uFEFF", "").startsWith("v="));
        if (!version || described.sections().isEmpty()) {
            findings.add(
                    FindingCode.NOT_SDP,
                    described.name() + " has no " + (version ? "m=" : "v=")
                            + " line, so it is not a complete session description.",
                    "Pass the text of RTCSessionDescription.sdp, not JSON or HTML around it, and all of it.");
        }
    }

    private static void requireCandidate(Described described, SdpLine line, Findings findings) {
        if (line instanceof SdpLine.Attribute attribute && attribute.name().equals("candidate")) {
            findings.add(
                    FindingCode.MALFORMED_CANDIDATE,
                    described,
                    line,
                    "This candidate cannot be read, and peers skip it.",
                    "Write it as: foundation component transport priority address port typ type.");
        }
    }
}
