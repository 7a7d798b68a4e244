package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.MediaSection;

/**
 * The protocol of an {@code m=} line: the answer repeats the offer's (RFC 3264 §6), and browsers want DTLS (RFC 8827
 * §6.5).
 */
final class ProtocolCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        for (ParsedDescription description : context.descriptions()) {
            description.transportSections().stream()
                    .filter(section -> ParsedDescription.isRtp(section) && !ParsedDescription.isSecure(section))
                    .findFirst()
                    .ifPresent(section -> insecure(description, section, findings));
        }
        context.answer().ifPresent(answer -> {
            for (MediaSection answered : answer.sections()) {
                context.offered(answered).ifPresent(offered -> compare(offered, answered, answer, findings));
            }
        });
    }

    private static void insecure(ParsedDescription description, MediaSection section, Findings findings) {
        findings.add(FindingCode.PROTOCOL_INSECURE, description, section.mediaLine(), section.protocol());
    }

    /** RFC 8829 §5.1.2: with a fingerprint, a receiver takes any of these for DTLS-SRTP. */
    private static boolean isDtlsSrtp(MediaSection section) {
        return section.protocol().matches("(UDP/TLS/|TCP/TLS/|TCP/DTLS/)?RTP/S?AVPF?");
    }

    private static void compare(
            MediaSection offered, MediaSection answered, ParsedDescription answer, Findings findings) {
        if (offered.protocol().equals(answered.protocol())) {
            return;
        }
        // The sections of a BUNDLE group share the fingerprint of one of them.
        boolean keyed = answer.sections().stream().anyMatch(ParsedDescription::isSecure);
        if (ParsedDescription.isSecure(offered) && keyed && isDtlsSrtp(offered) && isDtlsSrtp(answered)) {
            findings.add(
                    FindingCode.PROTOCOL_SPELLING,
                    answer,
                    answered.mediaLine(),
                    answered.index(),
                    offered.protocol(),
                    answered.protocol());
        } else {
            findings.add(
                    FindingCode.PROTOCOL_MISMATCH,
                    answer,
                    answered.mediaLine(),
                    answered.index(),
                    offered.protocol(),
                    answered.protocol());
        }
    }
}
