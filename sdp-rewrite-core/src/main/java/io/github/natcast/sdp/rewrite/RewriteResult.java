package io.github.natcast.sdp.rewrite;

import java.util.List;

/**
 * A rewritten text and what became of its lines. Immutable.
 *
 * @param sdp what the peer must see; the very instance that was given when nothing changed
 * @param decisions what became of each line that carries an address or is malformed, even if it was left alone; in
 *     order
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

    /**
     * The decisions as JSON, without {@code rule}, {@code before} or {@code after} where there is none:
     *
     * <pre>{@code
     * {"changed":…,"decisions":[
     * {"line":…,"kind":…,"reason":…,"sentence":…,"rule":…,"before":…,"after":…}]}
     * }</pre>
     */
    public String toJson() {
        return ReportWriter.json(decisions);
    }

    /** The changes as text for people: a heading with line number, reason and rule, then the line before and after. */
    public String toDiff() {
        return ReportWriter.diff(decisions);
    }

    /**
     * A copy to show or to log. In its text and decisions, a name that is the same throughout replaces each IP address,
     * mDNS name and host name in an address field, and {@code ***} replaces ICE user name fragments and passwords.
     */
    public RewriteResult masked() {
        Masking masking = new Masking();
        List<Change> masked = decisions.stream()
                .map(change -> new Change(
                        change.kind(),
                        change.lineNumber(),
                        masking.mask(change.before()),
                        masking.mask(change.after()),
                        change.rule(),
                        change.reason()))
                .toList();
        return new RewriteResult(masking.mask(sdp), masked);
    }

    /** The lines that were left alone, each with its reason. */
    public List<Change> kept() {
        return decisions.stream()
                .filter(change -> change.kind() == Change.Kind.KEPT)
                .toList();
    }
}
