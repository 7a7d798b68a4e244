package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.MediaSection;

/** Descriptions without candidates: final, or waiting for trickled ones (RFC 8838 §4, RFC 8840 §4.1). */
final class CandidatePresenceCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        for (ParsedDescription description : context.descriptions()) {
            if (description.transportSections().stream().anyMatch(CandidatePresenceCheck::usesIce)
                    && description.candidateLines().isEmpty()) {
                report(context, description, findings);
            }
        }
    }

    private static boolean usesIce(MediaSection section) {
        return ParsedDescription.isSecure(section)
                || section.attributeOrSession("ice-ufrag").isPresent();
    }

    private static void report(DiagnosisContext context, ParsedDescription description, Findings findings) {
        boolean server = context.local().filter(description::equals).isPresent();
        boolean trickles = description.sections().stream()
                .anyMatch(section -> section.attributesOrSession("ice-options").stream()
                        .anyMatch(options -> options.contains("trickle")));
        boolean ended = description.sections().stream()
                .anyMatch(section ->
                        section.attributeOrSession("end-of-candidates").isPresent());
        if (server && (ended || !trickles)) {
            findings.addGeneral(FindingCode.NO_CANDIDATES, description.role());
        } else {
            findings.addGeneralAs(FindingCode.CANDIDATES_TO_FOLLOW, server ? "server" : "viewer", description.role());
        }
    }
}
