package io.github.natcast.sdp.rewrite;

import java.util.List;

/**
 * A rewritten text, what became of its lines, and what it still tells. Immutable.
 *
 * @param sdp what the peer must see, the very instance that was given when nothing changed; of a dry run, the text that
 *     was given
 * @param decisions what became of each line that carries an address or is malformed, even if it was left alone; in the
 *     order of the text
 * @param privateLeft the addresses of the rewritten text, on whatever line, that cannot be reached from the public
 *     Internet; in the order of the text. Empty when nothing private is told
 */
public record RewriteResult(String sdp, List<Decision> decisions, List<PrivateLeft> privateLeft) {

    /** Copies the lists. */
    public RewriteResult {
        decisions = List.copyOf(decisions);
        privateLeft = List.copyOf(privateLeft);
    }

    /** Whether a line was, or in a dry run would be, changed, added or dropped. */
    public boolean changed() {
        return decisions.stream().anyMatch(decision -> decision.kind() != Decision.Kind.KEPT);
    }

    /** The lines that were changed, added or dropped. */
    public List<Decision> changes() {
        return decisions.stream()
                .filter(decision -> decision.kind() != Decision.Kind.KEPT)
                .toList();
    }

    /** The lines that were left alone, each with its reason. */
    public List<Decision> kept() {
        return decisions.stream()
                .filter(decision -> decision.kind() == Decision.Kind.KEPT)
                .toList();
    }

    /**
     * The result as JSON; {@link #fromJson} returns an equal one. {@code rule}, {@code before} and {@code after} are
     * left out where there is none:
     *
     * <pre>{@code
     * {"changed":…,"decisions":[
     * {"line":…,"kind":…,"reason":…,"sentence":…,"rule":…,"before":…,"after":…}],"privateLeft":[
     * {"line":…,"text":…,"address":…,"scope":…,"reason":…,"sentence":…}],"sdp":…}
     * }</pre>
     */
    public String toJson() {
        return ReportJson.write(this);
    }

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @throws IllegalArgumentException with line and column when the text does not have this form
     */
    public static RewriteResult fromJson(String json) {
        return ReportJson.read(json);
    }

    /** The changes as text for people: a heading with line number, reason and rule, then the line before and after. */
    public String toDiff() {
        StringBuilder out = new StringBuilder();
        for (Decision change : changes()) {
            out.append("@@ line ")
                    .append(change.lineNumber())
                    .append(": ")
                    .append(change.reason().sentence());
            change.rule().ifPresent(rule -> out.append(" (rule ").append(rule).append(')'));
            out.append('\n');
            if (change.kind() != Decision.Kind.ADDED) {
                out.append('-').append(change.before()).append('\n');
            }
            if (change.kind() != Decision.Kind.DROPPED) {
                out.append('+').append(change.after()).append('\n');
            }
        }
        return out.toString();
    }

    /**
     * A copy to show or to log: in all its texts, a name that is the same throughout replaces each IP address, wherever
     * it stands, and each host name in an address field; {@code ***} replaces keys, passwords, ICE user name fragments,
     * and the names of people.
     */
    public RewriteResult masked() {
        Masker masker = new Masker();
        String text = masker.mask(sdp);
        return new RewriteResult(
                text,
                decisions.stream()
                        .map(decision -> new Decision(
                                decision.kind(),
                                decision.lineNumber(),
                                masker.mask(decision.before()),
                                masker.mask(decision.after()),
                                decision.rule(),
                                decision.reason()))
                        .toList(),
                privateLeft.stream()
                        .map(left -> new PrivateLeft(
                                left.lineNumber(),
                                masker.mask(left.line()),
                                masker.mask(left.address()),
                                left.scope(),
                                left.reason()))
                        .toList());
    }
}
