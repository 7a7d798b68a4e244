package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.SdpLine;

/** Two lite implementations: neither sends checks, so no NAT is crossed (RFC 8445 §6.1.1, §2.5). */
final class IceLiteCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        if (context.offer().isEmpty() || context.answer().isEmpty()) {
            return;
        }
        ParsedDescription answer = context.answer().get();
        if (context.offer().get().sdp().hasAttribute("ice-lite") && answer.sdp().hasAttribute("ice-lite")) {
            SdpLine line = ParsedDescription.attributeLine(answer.sdp().sessionLines(), "ice-lite")
                    .orElseThrow();
            findings.add(FindingCode.ICE_LITE_BOTH, answer, line);
        }
    }
}
