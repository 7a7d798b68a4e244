package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SdpLine;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** BUNDLE groups (RFC 9143 §7): their sections, their tag, and what the answer may take from the offer. */
final class BundleCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        for (ParsedDescription description : context.descriptions()) {
            requireBundle(description, findings);
            requireKnownMids(description, findings);
        }
        context.answer().ifPresent(answer -> {
            requireLivingTag(context, answer, findings);
            requireOffered(context, answer, findings);
            requireCandidatesAtTag(answer, findings);
        });
    }

    private static void requireBundle(ParsedDescription description, Findings findings) {
        List<MediaSection> accepted = description.sections().stream()
                .filter(ParsedDescription::isAccepted)
                .filter(ParsedDescription::isSecure)
                .toList();
        if (accepted.size() > 1 && description.bundles().isEmpty()) {
            findings.add(
                    FindingCode.BUNDLE_MISSING,
                    description,
                    accepted.get(1).mediaLine(),
                    description.role(),
                    accepted.size());
        }
    }

    private static void requireKnownMids(ParsedDescription description, Findings findings) {
        for (List<String> bundle : description.bundles()) {
            for (String mid : bundle) {
                if (description.section(mid).isEmpty()) {
                    findings.add(FindingCode.BUNDLE_UNKNOWN_MID, description, description.groupLine(), mid);
                }
            }
        }
    }

    /** The offerer's tag counts too: its transport is the one that a browser with max-bundle has gathered. */
    private static void requireLivingTag(DiagnosisContext context, ParsedDescription answer, Findings findings) {
        boolean anyAccepted = answer.sections().stream().anyMatch(ParsedDescription::isAccepted);
        Set<String> tags = new HashSet<>();
        answer.bundles().forEach(bundle -> tags.add(bundle.get(0)));
        context.offer().ifPresent(offer -> offer.bundles().forEach(bundle -> tags.add(bundle.get(0))));
        for (MediaSection section : answer.sections()) {
            if (anyAccepted
                    && section.mid().filter(tags::contains).isPresent()
                    && !ParsedDescription.isAccepted(section)) {
                findings.add(FindingCode.BUNDLE_TAG_REJECTED, answer, section.mediaLine());
            }
        }
    }

    private static void requireOffered(DiagnosisContext context, ParsedDescription answer, Findings findings) {
        if (context.offer().isEmpty()) {
            return;
        }
        Set<String> offered = new HashSet<>();
        context.offer().get().bundles().forEach(offered::addAll);
        for (List<String> bundle : answer.bundles()) {
            Optional<String> foreign =
                    bundle.stream().filter(mid -> !offered.contains(mid)).findFirst();
            foreign.ifPresent(mid -> findings.add(FindingCode.BUNDLE_NOT_OFFERED, answer, answer.groupLine(), mid));
        }
    }

    private static void requireCandidatesAtTag(ParsedDescription answer, Findings findings) {
        for (List<String> bundle : answer.bundles()) {
            boolean atTag = answer.section(bundle.get(0))
                    .filter(tag -> !answer.candidateLines(tag).isEmpty())
                    .isPresent();
            Optional<SdpLine.Candidate> elsewhere = bundle.stream()
                    .skip(1)
                    .flatMap(mid -> answer.section(mid).stream())
                    .flatMap(section -> answer.candidateLines(section).stream())
                    .findFirst();
            if (!atTag && elsewhere.isPresent()) {
                findings.add(FindingCode.CANDIDATES_OFF_TAG, answer, elsewhere.get(), bundle.get(0));
            }
        }
    }
}
