package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.MediaSection;

/** RTCP on the port of RTP (RFC 5761, RFC 8858), which browsers require. */
final class RtcpMuxCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        for (ParsedDescription description : context.descriptions()) {
            for (MediaSection section : description.transportSections()) {
                if (ParsedDescription.isRtp(section) && ParsedDescription.isSecure(section)) {
                    examine(context, description, section, findings);
                }
            }
        }
    }

    private static void examine(
            DiagnosisContext context, ParsedDescription description, MediaSection section, Findings findings) {
        boolean multiplexed = section.hasAttribute("rtcp-mux");
        boolean answer = description.role() == DescriptionRole.ANSWER;
        boolean couldBe = !answer
                || context.offered(section)
                        .map(offered -> offered.hasAttribute("rtcp-mux"))
                        .orElse(true);
        if (!multiplexed && couldBe) {
            findings.add(FindingCode.RTCP_MUX_MISSING, description, section.mediaLine());
        }
        if (multiplexed && answer) {
            description.candidateLines(section).stream()
                    .filter(line -> line.candidate().component() == 2)
                    .findFirst()
                    .ifPresent(line -> findings.add(FindingCode.COMPONENT_TWO, description, line));
        }
    }
}
