package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.MediaSection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code fingerprint = hash-func SP 2UHEX *(":" 2UHEX)} (RFC 8122 §5), without which DTLS has nothing to check. */
final class FingerprintCheck implements Check {
    private static final Pattern FORM = Pattern.compile("(\\S{1,20})[ \t]+((?:[0-9A-Fa-f]{2}:){0,127}[0-9A-Fa-f]{2})");
    private static final Map<String, Integer> BYTES =
            Map.of("md2", 16, "md5", 16, "sha-1", 20, "sha-224", 28, "sha-256", 32, "sha-384", 48, "sha-512", 64);

    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        for (ParsedDescription description : context.descriptions()) {
            for (MediaSection section : description.transportSections()) {
                if (ParsedDescription.isSecure(section)) {
                    examine(description, section, findings);
                }
            }
        }
    }

    private static void examine(ParsedDescription description, MediaSection section, Findings findings) {
        List<String> fingerprints = section.attributesOrSession("fingerprint");
        if (fingerprints.isEmpty()) {
            findings.add(FindingCode.FINGERPRINT_MISSING, description, section.mediaLine(), description.role());
        } else if (fingerprints.stream().noneMatch(FingerprintCheck::isValid)) {
            findings.add(FindingCode.FINGERPRINT_INVALID, description, description.lineOf(section, "fingerprint"));
        } else if (fingerprints.stream().filter(FingerprintCheck::isValid).allMatch(FingerprintCheck::isWeak)) {
            findings.add(
                    FindingCode.FINGERPRINT_WEAK,
                    description,
                    description.lineOf(section, "fingerprint"),
                    description.role());
        }
    }

    private static boolean isWeak(String fingerprint) {
        return fingerprint.toLowerCase(Locale.ROOT).startsWith("md");
    }

    private static boolean isValid(String fingerprint) {
        Matcher matcher = FORM.matcher(fingerprint);
        if (!matcher.matches()) {
            return false;
        }
        int bytes = (matcher.group(2).length() + 1) / 3;
        return BYTES.getOrDefault(matcher.group(1).toLowerCase(Locale.ROOT), -1) == bytes;
    }
}
