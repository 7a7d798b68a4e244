package io.github.natcast.sdp.rewrite;

/**
 * Two rules that both match something, so that their order matters. Often intended: an exception before a wider rule.
 *
 * @param first the name of the rule that decides
 * @param second the name of the rule that the first one pre-empts there
 * @param example something that both match, such as {@code 172.17.0.0 UDP port 1 HOST}
 */
public record RuleOverlap(String first, String second, String example) {

    /** A sentence that names both rules and the example. */
    @Override
    public String toString() {
        return "rules \"" + first + "\" and \"" + second + "\" both match " + example + "; \"" + first + "\" decides";
    }
}
