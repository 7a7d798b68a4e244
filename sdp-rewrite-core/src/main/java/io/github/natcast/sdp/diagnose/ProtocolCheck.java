package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.MediaSection;
import java.util.List;

/**
 * The protocol of an {@code m=} line: the answer repeats the offer's (RFC 3264 §6), and browsers want DTLS (RFC 8827
 * §6.5).
 */
final class ProtocolCheck implements Check {
    @Override
    public void examine(Consultation consultation, Findings findings) {
        for (Described described : consultation.descriptions()) {
            described.transportSections().stream()
                    .filter(section -> Described.isRtp(section) && !Described.isSecure(section))
                    .findFirst()
                    .ifPresent(section -> insecure(described, section, findings));
        }
        if (consultation.offer().isPresent() && consultation.answer().isPresent()) {
            compare(consultation.offer().get(), consultation.answer().get(), findings);
        }
    }

    private static void insecure(Described described, MediaSection section, Findings findings) {
        findings.add(
                FindingCode.PROTOCOL_INSECURE,
                described,
                section.mediaLine(),
                "This section is " + section.protocol() + " without DTLS keys; no browser accepts that.",
                "For browsers use UDP/TLS/RTP/SAVPF with a=fingerprint; for telephones this is as it should be.");
    }

    private static void compare(Described offer, Described answer, Findings findings) {
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
