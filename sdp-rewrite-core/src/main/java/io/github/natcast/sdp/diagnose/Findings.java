package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.SdpLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects findings. Confined to one examination. */
final class Findings {
    /** A hostile description could repeat one fault in every line. */
    private static final int MOST_OF_ONE_CODE = 20;

    private final Map<FindingCode, List<Finding>> findings = new EnumMap<>(FindingCode.class);
    private final Map<FindingCode, Integer> leftOut = new EnumMap<>(FindingCode.class);
    private final Set<String> seen = new HashSet<>();

    void add(FindingCode code, ParsedDescription description, SdpLine line, String sentence, String fix) {
        add(new Finding(code, Optional.of(DescriptionLine.of(description.role(), line)), sentence, fix));
    }

    void add(FindingCode code, String sentence, String fix) {
        add(new Finding(code, Optional.empty(), sentence, fix));
    }

    private void add(Finding finding) {
        // The sections of a BUNDLE group repeat what they share; once is enough.
        if (!seen.add(finding.code()
                + finding.sentence()
                + finding.line().map(line -> line.description() + line.text()).orElse(""))) {
            return;
        }
        List<Finding> alike = findings.computeIfAbsent(finding.code(), code -> new ArrayList<>());
        if (alike.size() < MOST_OF_ONE_CODE) {
            alike.add(finding);
        } else {
            leftOut.merge(finding.code(), 1, Integer::sum);
        }
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

    private static List<Finding> withCount(List<Finding> alike, int count) {
        List<Finding> counted = new ArrayList<>(alike);
        Finding last = counted.remove(counted.size() - 1);
        counted.add(new Finding(
                last.code(),
                last.line(),
                last.sentence() + " (" + count + " more of these are left out.)",
                last.fix()));
        return counted;
    }
}
