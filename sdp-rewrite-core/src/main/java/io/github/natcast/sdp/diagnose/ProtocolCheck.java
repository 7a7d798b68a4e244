package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.MediaSection;
import java.util.List;

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
        if (context.offer().isPresent() && context.answer().isPresent()) {
            compare(context.offer().get(), context.answer().get(), findings);
        }
    }

    private static void insecure(ParsedDescription description, MediaSection section, Findings findings) {
        findings.add(
                FindingCode.PROTOCOL_INSECURE,
                description,
                section.mediaLine(),
                "This section is " + section.protocol() + " without DTLS keys; no browser accepts that.",
                "For browsers use UDP/TLS/RTP/SAVPF with a=fingerprint; for telephones this is as it should be.");
    }

    private static void compare(ParsedDescription offer, ParsedDescription answer, Findings findings) {
        List<MediaSection> answered = answer.sections();
        for (int i = 0; i < Math.min(offer.sections().size(), answered.size()); i++) {
            String protocol = offer.sections().get(i).protocol();
            if (!protocol.equals(answered.get(i).protocol())) {
                findings.add(
                        FindingCode.PROTOCOL_MISMATCH,
                        answer,
                        answered.get(i).mediaLine(),
                        "Section " + i + " is " + protocol + " in the offer and "
                                + answered.get(i).protocol() + " in the answer.",
                        "Copy the protocol from the offer's m= line.");
            }
        }
    }
}
