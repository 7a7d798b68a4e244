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
            findings.addAs(FindingCode.SETUP_MISSING, description.role().word(), description, section.mediaLine());
            return;
        }
        Optional<String> offered = description.role() == DescriptionRole.OFFER
                ? Optional.empty()
                : context.offered(section).flatMap(offer -> offer.attributeOrSession("setup"));
        boolean fits = description.role() == DescriptionRole.OFFER
                ? isRole(setup.get()) || setup.get().equals("actpass")
                : isRole(setup.get()) && !offered.equals(setup);
        if (!fits) {
            findings.addAs(
                    FindingCode.SETUP_CONFLICT,
                    description.role().word() + (offered.isPresent() ? ".known" : ""),
                    description,
                    description.lineOf(section, "setup"),
                    setup.get(),
                    offered);
        }
    }

    private static boolean isRole(String setup) {
        return setup.equals("active") || setup.equals("passive");
    }
}
