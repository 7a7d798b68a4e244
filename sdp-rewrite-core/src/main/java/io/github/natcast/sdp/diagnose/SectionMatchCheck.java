package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.MediaSection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Section by section, the answer mirrors the offer: number, order, kind and mid (RFC 3264 §6, RFC 8829 §5.3.1). */
final class SectionMatchCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        context.descriptions().forEach(description -> requireUniqueMids(description, findings));
        if (context.offer().isPresent() && context.answer().isPresent()) {
            compare(context.offer().get(), context.answer().get(), findings);
        }
    }

    private static void requireUniqueMids(ParsedDescription description, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (MediaSection section : description.sections()) {
            Optional<String> mid = section.mid();
            if (mid.isPresent() && !seen.add(mid.get())) {
                findings.add(FindingCode.MID_DUPLICATE, description, description.lineOf(section, "mid"), mid.get());
            }
        }
    }

    private static void compare(ParsedDescription offer, ParsedDescription answer, Findings findings) {
        List<MediaSection> offered = offer.sections();
        List<MediaSection> answered = answer.sections();
        if (offered.size() != answered.size()) {
            findings.addGeneral(FindingCode.SECTION_COUNT, offered.size(), answered.size());
        }
        for (int i = 0; i < Math.min(offered.size(), answered.size()); i++) {
            compare(offered.get(i), answered.get(i), answer, findings);
        }
        boolean rejected = answered.stream().noneMatch(ParsedDescription::isAccepted);
        if (!answered.isEmpty() && rejected) {
            findings.add(FindingCode.ALL_REJECTED, answer, answered.get(0).mediaLine());
        }
    }

    private static void compare(
            MediaSection offered, MediaSection answered, ParsedDescription answer, Findings findings) {
        if (!offered.kind().equals(answered.kind())) {
            findings.add(
                    FindingCode.SECTION_KIND,
                    answer,
                    answered.mediaLine(),
                    offered.index(),
                    offered.kind(),
                    answered.kind());
        }
        if (offered.mid().isPresent() && !offered.mid().equals(answered.mid())) {
            findings.add(
                    FindingCode.MID_MISMATCH,
                    answer,
                    answer.lineOf(answered, "mid"),
                    offered.index(),
                    offered.mid().get(),
                    answered.mid().map(mid -> "\"" + mid + "\""));
        }
    }
}
