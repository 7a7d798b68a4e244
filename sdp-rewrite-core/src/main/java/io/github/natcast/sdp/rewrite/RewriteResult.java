package io.github.natcast.sdp.rewrite;

import java.util.List;

/**
 * A rewritten text and what became of its lines. Immutable.
 *
 * @param sdp what the peer must see; the same {@code String} instance that went in when nothing changed
 * @param decisions every line that carries an address or is malformed, those left alone included, in order
 */
public record RewriteResult(String sdp, List<Change> decisions) {

    /** Copies the list. */
    public RewriteResult {
        decisions = List.copyOf(decisions);
    }

    /** Whether any byte differs. */
    public boolean changed() {
        return !changes().isEmpty();
    }

    /** The lines that were changed, added or dropped. */
    public List<Change> changes() {
        return decisions.stream()
                .filter(change -> change.kind() != Change.Kind.KEPT)
                .toList();
    }

    /** The lines that were left alone, each with its reason. */
    public List<Change> kept() {
        return decisions.stream()
                .filter(change -> change.kind() == Change.Kind.KEPT)
                .toList();
    }
}
