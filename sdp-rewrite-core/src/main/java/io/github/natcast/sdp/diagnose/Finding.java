package io.github.natcast.sdp.diagnose;

import java.util.Objects;
import java.util.Optional;

/**
 * One reason why a connection will or may fail. Immutable.
 *
 * @param code what it is; stable, for programs
 * @param line where; empty when it is not about one line
 * @param sentence what is wrong, for people
 * @param fix what to do about it, for people
 */
public record Finding(FindingCode code, Optional<DescriptionLine> line, String sentence, String fix) {

    /** Checks that nothing is missing. */
    public Finding {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(sentence, "sentence");
        Objects.requireNonNull(fix, "fix");
    }

    /** How much it matters. */
    public Severity severity() {
        return code.severity();
    }
}
