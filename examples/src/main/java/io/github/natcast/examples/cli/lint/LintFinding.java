package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.text.Place;
import io.github.natcast.sdp.diagnose.Severity;
import java.util.Comparator;

/**
 * One disagreement. Immutable. By place, then by code.
 *
 * @param sentence what is wrong
 * @param fix what to change
 */
record LintFinding(LintCode code, Place place, String sentence, String fix) implements Comparable<LintFinding> {
    private static final Comparator<LintFinding> ORDER = Comparator.comparing(LintFinding::place)
            .thenComparing(LintFinding::code)
            .thenComparing(LintFinding::sentence);

    Severity severity() {
        return code.severity();
    }

    @Override
    public int compareTo(LintFinding other) {
        return ORDER.compare(this, other);
    }
}
