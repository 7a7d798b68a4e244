package io.github.natcast.sdp.rewrite;

import java.util.Optional;

/**
 * What became of one line. Lines that carry no address and are well-formed have no decision; every other line of the
 * original has exactly one, and each added line has one of its own. Immutable.
 *
 * @param kind what was done
 * @param lineNumber the line's number in the original text, from 1; for an added line, that of the line it follows
 * @param before the original line without its ending; empty for an added line
 * @param after the new line without its ending; empty for a dropped line
 * @param rule the name of the rule that decided; empty when none matched
 * @param reason why
 */
public record Decision(Kind kind, int lineNumber, String before, String after, Optional<String> rule, Reason reason) {

    /** What was done with a line. */
    public enum Kind {
        /** The line carries an address, or is malformed, and was left alone. */
        KEPT,
        /** The line has a new text. */
        CHANGED,
        /** The line was removed. */
        DROPPED,
        /** The line was added. */
        ADDED
    }
}
