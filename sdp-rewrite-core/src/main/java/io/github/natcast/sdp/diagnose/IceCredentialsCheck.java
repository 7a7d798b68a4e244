package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.MediaSection;
import java.util.Optional;

/** {@code ice-ufrag = 4*256ice-char}, {@code ice-pwd = 22*256ice-char} (RFC 8839 §5.4). */
final class IceCredentialsCheck implements Check {
    private static final int SHORTEST_UFRAG = 4;
    private static final int SHORTEST_PWD = 22;
    private static final int LONGEST = 256;

    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        for (ParsedDescription description : context.descriptions()) {
            for (MediaSection section : description.transportSections()) {
                if (ParsedDescription.isSecure(section)
                        || !description.candidateLines(section).isEmpty()) {
                    examine(description, section, "ice-ufrag", SHORTEST_UFRAG, findings);
                    examine(description, section, "ice-pwd", SHORTEST_PWD, findings);
                }
            }
        }
    }

    private static void examine(
            ParsedDescription description, MediaSection section, String attribute, int shortest, Findings findings) {
        boolean ufrag = attribute.equals("ice-ufrag");
        Optional<String> value = section.attributeOrSession(attribute);
        if (value.isEmpty()) {
            findings.add(
                    ufrag ? FindingCode.ICE_UFRAG_MISSING : FindingCode.ICE_PWD_MISSING,
                    description,
                    section.mediaLine(),
                    attribute);
            return;
        }
        int length = value.get().length();
        if (length < shortest || length > LONGEST) {
            findings.add(
                    ufrag ? FindingCode.ICE_UFRAG_INVALID : FindingCode.ICE_PWD_INVALID,
                    description,
                    description.lineOf(section, attribute),
                    attribute,
                    length,
                    shortest,
                    LONGEST);
        }
        if (!value.get().chars().allMatch(IceCredentialsCheck::isIceCharacter)) {
            findings.add(
                    FindingCode.ICE_CREDENTIAL_CHARACTERS,
                    description,
                    description.lineOf(section, attribute),
                    attribute);
        }
    }

    /** {@code ice-char = ALPHA / DIGIT / "+" / "/"}. */
    private static boolean isIceCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }
}
