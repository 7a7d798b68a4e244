package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.SdpLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects findings. Confined to one examination. */
final class Findings {
    /** A hostile description could repeat one fault in every line. */
    private static final int MOST_OF_ONE_CODE = 20;

    private final Texts texts;
    private final Map<FindingCode, List<Finding>> findings = new EnumMap<>(FindingCode.class);
    private final Map<FindingCode, Integer> leftOut = new EnumMap<>(FindingCode.class);
    private final Set<String> seen = new HashSet<>();
    /** A line may be long, and many findings may be about it. */
    private final IdentityHashMap<SdpLine, DescriptionLine> shown = new IdentityHashMap<>();

    Findings(Texts texts) {
        this.texts = texts;
    }

    /** Adds a finding about a line; the arguments go into its sentence and its fix. */
    void add(FindingCode code, ParsedDescription description, SdpLine line, Object... arguments) {
        addAs(code, "", description, line, arguments);
    }

    /** As {@link #add}, with the sentence and the fix of a variant, each if it has one of its own. */
    void addAs(FindingCode code, String variant, ParsedDescription description, SdpLine line, Object... arguments) {
        if (!isFull(code)) {
            DescriptionLine pointedAt =
                    shown.computeIfAbsent(line, same -> DescriptionLine.of(description.role(), same));
            add(code, variant, Optional.of(pointedAt), arguments);
        }
    }

    /** Adds a finding that is about no line. */
    void addGeneral(FindingCode code, Object... arguments) {
        addGeneralAs(code, "", arguments);
    }

    /** As {@link #addGeneral}, for a variant. */
    void addGeneralAs(FindingCode code, String variant, Object... arguments) {
        if (!isFull(code)) {
            add(code, variant, Optional.empty(), arguments);
        }
    }

    private void add(FindingCode code, String variant, Optional<DescriptionLine> line, Object... arguments) {
        String sentence = text(code, variant, ".sentence", arguments);
        // The sections of a BUNDLE group repeat what they share; once is enough.
        if (!seen.add(code + sentence + line.map(DescriptionLine::description) + line.map(DescriptionLine::text))) {
            return;
        }
        findings.computeIfAbsent(code, absent -> new ArrayList<>())
                .add(new Finding(code, line, sentence, text(code, variant, ".fix", arguments)));
    }

    /** Whether this is one more than are shown of the code, and so merely counted. */
    private boolean isFull(FindingCode code) {
        boolean full = findings.getOrDefault(code, List.of()).size() >= MOST_OF_ONE_CODE;
        if (full) {
            leftOut.merge(code, 1, Integer::sum);
        }
        return full;
    }

    private String text(FindingCode code, String variant, String part, Object... arguments) {
        return texts.find(code.wireCode() + "." + variant + part, arguments)
                .orElseGet(() -> texts.text(code.wireCode() + part, arguments));
    }

    /** The most serious first, those of one code together, and what was merely observed last. */
    List<Finding> sorted() {
        leftOut.forEach((code, count) -> findings.computeIfPresent(code, (same, alike) -> withCount(alike, count)));
        return findings.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing((Finding finding) -> finding.code().isObservation())
                        .thenComparing(Finding::severity))
                .toList();
    }

    private List<Finding> withCount(List<Finding> alike, int count) {
        List<Finding> counted = new ArrayList<>(alike);
        Finding last = counted.remove(counted.size() - 1);
        counted.add(new Finding(last.code(), last.line(), last.sentence() + texts.text("left-out", count), last.fix()));
        return counted;
    }
}
