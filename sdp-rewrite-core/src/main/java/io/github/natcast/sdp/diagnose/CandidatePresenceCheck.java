package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.MediaSection;

/** Descriptions without candidates: final, or waiting for trickled ones (RFC 8838 §4, RFC 8840 §4.1). */
final class CandidatePresenceCheck implements Check {
    @Override
    public void examine(Consultation consultation, Findings findings) {
        for (Described described : consultation.descriptions()) {
            if (described.transportSections().stream().anyMatch(CandidatePresenceCheck::usesIce)
                    && described.candidateLines().isEmpty()) {
                report(consultation, described, findings);
            }
        }
    }

    private static boolean usesIce(MediaSection section) {
        return Described.isSecure(section)
                || section.attributeOrSession("ice-ufrag").isPresent();
    }

    private static void report(Consultation consultation, Described described, Findings findings) {
        boolean server = consultation.local().filter(described::equals).isPresent();
        boolean trickles = described.sections().stream()
                .anyMatch(section -> section.attributesOrSession("ice-options").stream()
                        .anyMatch(options -> options.contains("trickle")));
        boolean ended = described.sections().stream()
                .anyMatch(section ->
                        section.attributeOrSession("end-of-candidates").isPresent());
        if (server && (ended || !trickles)) {
            findings.add(
                    FindingCode.NO_CANDIDATES,
                    described.name() + " has no candidates, so the viewer has nowhere to send its checks.",
                    "Send the " + described.role().word()
                            + " after gathering has ended, or announce a=ice-options:trickle and"
                            + " send candidates after it.");
        } else {
            findings.add(
                    FindingCode.CANDIDATES_TO_FOLLOW,
                    described.name() + " has no candidates"
                            + (server ? " yet." : "; the server learns the viewer's from its checks."),
                    "Nothing, if candidates follow" + (server ? "." : " or the server can be reached from outside."));
        }
    }
}
