package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.MediaSection;
import java.util.Optional;

/** Who is the DTLS client and who the server (RFC 8842 §5, RFC 4145 §4.1). */
final class SetupCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        for (ParsedDescription description : context.descriptions()) {
            for (MediaSection section : description.transportSections()) {
                if (ParsedDescription.isSecure(section)) {
                    examine(context, description, section, findings);
                }
            }
        }
    }

    private static void examine(
            DiagnosisContext context, ParsedDescription description, MediaSection section, Findings findings) {
        Optional<String> setup = section.attributeOrSession("setup");
        if (setup.isEmpty()) {
            findings.add(
                    FindingCode.SETUP_MISSING,
                    description,
                    section.mediaLine(),
                    "This section has no a=setup, so it is left to chance who begins the DTLS handshake.",
                    description.role() == DescriptionRole.OFFER
                            ? "Add a=setup:actpass."
                            : "Add a=setup:passive or a=setup:active.");
            return;
        }
        Optional<String> offered = description.role() == DescriptionRole.OFFER
                ? Optional.empty()
                : context.offered(section).flatMap(offer -> offer.attributeOrSession("setup"));
        boolean fits = description.role() == DescriptionRole.OFFER
                ? isRole(setup.get()) || setup.get().equals("actpass")
                : isRole(setup.get()) && !offered.equals(setup);
        if (!fits) {
            findings.add(
                    FindingCode.SETUP_CONFLICT,
                    description,
                    description.lineOf(section, "setup"),
                    description.role() == DescriptionRole.OFFER
                            ? "a=setup:" + setup.get() + " offers no DTLS role."
                            : "a=setup:" + setup.get() + " does not settle who is the DTLS client"
                                    + offered.map(role -> "; the offer has " + role)
                                            .orElse("") + ".",
                    description.role() == DescriptionRole.OFFER
                            ? "Offer a=setup:actpass."
                            : "Answer active or passive: the opposite of the offer's, or either when it has actpass.");
        }
    }

    private static boolean isRole(String setup) {
        return setup.equals("active") || setup.equals("passive");
    }
}
