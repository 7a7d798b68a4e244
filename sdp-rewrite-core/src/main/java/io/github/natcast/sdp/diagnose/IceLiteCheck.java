package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.SdpLine;

/** Two lite implementations: neither sends checks, so no NAT is crossed (RFC 8445 §6.1.1, §2.5). */
final class IceLiteCheck implements Check {
    @Override
    public void examine(Consultation consultation, Findings findings) {
        if (consultation.offer().isEmpty() || consultation.answer().isEmpty()) {
            return;
        }
        Described answer = consultation.answer().get();
        if (consultation.offer().get().description().hasAttribute("ice-lite")
                && answer.description().hasAttribute("ice-lite")) {
            SdpLine line = Described.attributeLine(answer.description().sessionLines(), "ice-lite")
                    .orElseThrow();
            findings.add(
                    FindingCode.ICE_LITE_BOTH,
                    answer,
                    line,
                    "Both sides are ICE-lite: each waits for the other's checks.",
                    "Use full ICE on one side; browsers always do, so check whether an offer was sent back as answer.");
        }
    }
}
