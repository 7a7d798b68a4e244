package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.text.Place;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects findings. Confined to one examination. */
final class Findings {
    private final Texts texts;
    private final SortedSet<LintFinding> findings = new TreeSet<>();

    Findings(Texts texts) {
        this.texts = texts;
    }

    void add(LintCode code, Place place, Object... arguments) {
        addVariant(code, "", place, arguments);
    }

    /** With the sentences {@code code.variant.sentence} and {@code .fix}, for a code that is met in several places. */
    void addVariant(LintCode code, String variant, Place place, Object... arguments) {
        String key = code.wireCode() + (variant.isEmpty() ? "" : "." + variant);
        findings.add(new LintFinding(
                code, place, texts.text(key + ".sentence", arguments), texts.text(key + ".fix", arguments)));
    }

    List<LintFinding> sorted() {
        return List.copyOf(findings);
    }
}
