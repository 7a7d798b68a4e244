package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.internal.Masker;
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
     * A copy to show or to log. In all its texts,
     *
     * <ul>
     *   <li>{@code ***} replaces what is announced as a secret: the values of {@code k=}, {@code a=crypto},
     *       {@code a=key-mgmt}, {@code a=identity}, {@code a=ice-ufrag}, {@code a=ice-pwd} and other attributes and
     *       parameters whose names have {@code pwd}, {@code passw}, {@code secret}, {@code token}, {@code key} or
     *       {@code auth}; all that follows {@code pwd} in a candidate; what stands before {@code @}; queries of URIs;
     *   <li>{@code ***} replaces what may name people: {@code s=}, {@code i=}, {@code e=}, {@code p=} and the user name
     *       of {@code o=};
     *   <li>a name such as {@code ip4-1} replaces each IP address, wherever it stands in a line and however it is
     *       written; the same address has the same name throughout. {@code 0.0.0.0} and {@code ::} stay;
     *   <li>a name such as {@code host-1} replaces each host name in an address field or a URI, and each name below
     *       {@code .local}.
     * </ul>
     *
     * <p>Ports, codecs, identifiers and fingerprints stay, and so does a secret that nothing announces, such as one in
     * the path of a URI.
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
                                decision.rule().map(masker::mask),
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
