package io.github.natcast.sdp.jain;

import io.github.natcast.sdp.rewrite.Decision;
import io.github.natcast.sdp.rewrite.RewriteResult;
import io.github.natcast.sdp.rewrite.SdpRewriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sdp.SdpException;
import javax.sdp.SessionDescription;

/**
 * Rewrites a {@code javax.sdp} tree in place, by the same rules and the same engine as text.
 *
 * <pre>{@code
 * javax.sdp.SessionDescription answer = …;              // of this host
 * RewriteResult result = JainSdp.rewrite(answer, SdpRewriter.forTopology(topology));
 * response.setContent(answer.toString(), contentType);
 * }</pre>
 *
 * <p>Works with {@code jain-sip-ri} and with ice4j's fork alike: it uses what their interfaces share and never
 * {@code SdpFactory}, which is a class in one and an interface in the other.
 *
 * <p>What the JAIN parser has lost cannot come back: all but the last {@code c=} of a media section, the order of
 * lines, line endings, lines it does not know, and, in the fork, the first digits of a session id longer than 18. If
 * you have the wire text, prefer {@link SdpRewriter#rewriteText(String)}.
 *
 * <p>Stateless. Trees are mutable and not thread-safe; the caller owns the tree and must not share it during the call.
 */
public final class JainSdp {
    private JainSdp() {}

    /**
     * Rewrites a description of this host.
     *
     * @param localDescription changed in place; lines are changed, added and dropped as the report says
     * @return the report; line numbers are those of {@code localDescription.toString()} before the call, and its text
     *     is the tree's afterwards
     * @throws SdpException when the tree refuses to be read or changed
     * @throws io.github.natcast.sdp.SdpParseException when the description is longer than the rewriter's limit; the
     *     tree is unchanged then
     */
    public static RewriteResult rewrite(SessionDescription localDescription, SdpRewriter rewriter) throws SdpException {
        JainTree tree = JainTree.read(localDescription);
        RewriteResult result = rewriter.rewrite(tree.text());
        Map<Integer, List<Decision>> changes =
                result.changes().stream().collect(Collectors.groupingBy(Decision::lineNumber));
        for (JainSection section : tree.sections()) {
            section.apply(changes);
        }
        return result;
    }
}
