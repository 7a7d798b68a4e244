package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.SdpParseException;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.sdp.internal.LineCursor;
import io.github.natcast.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the <em>local</em> description true for a peer on the far side of a NAT: private addresses and the ports beside them
 * are replaced by the public ones that reach them.
 *
 * <pre>{@code
 * SdpRewriter rewriter = SdpRewriter.builder()
 *         .publicAddress("51.161.209.200", PortMapping.offset(10000))
 *         .publicAddress("2001:db8::10")
 *         .build();
 *
 * peer.send(rewriter.rewriteText(localAnswer));                       // fastest
 * for (String candidate : rewriter.rewriteCandidate(trickled)) {      // the same for what follows
 *     peer.send(candidate);
 * }
 * RewriteResult result = rewriter.rewrite(localAnswer);               // with a report
 * result.changes().forEach(System.out::println);
 * }</pre>
 *
 * <p>Apply it to what this host <em>sends</em>: its own offer, answer and candidates. Applied to what the peer sent, it would
 * point this host at itself.
 *
 * <p>Rewriting is a pure function of text and configuration: no name is looked up, no clock, socket or log is used; the same
 * input gives the same output, and the output rewritten again is itself. What is not an address to be replaced is copied byte
 * for byte, line endings and malformed lines included. Instances are immutable and may be shared by threads.
 */
public final class SdpRewriter {
    private final Policies policies;

    SdpRewriter(Policies policies) {
        this.policies = policies;
    }

    /** Begins a rewriter. */
    public static SdpRewriterBuilder builder() {
        return new SdpRewriterBuilder();
    }

    /**
     * A rewriter whose rules follow from a topology: each forwarded port is mapped back to its public one, for UDP and TCP apart.
     *
     * <p>Private addresses are replaced. If a TURN server of the topology stands behind the same NAT, they are kept and the public
     * ones added, since viewers that it relays reach this host by its private address only.
     */
    public static SdpRewriter forTopology(NetworkTopology topology) {
        SdpRewriterBuilder builder = builder();
        TopologyRules.of(topology).forEach(builder::rule);
        return builder.build();
    }

    /**
     * Rewrites a description and reports on each line that carries an address.
     *
     * @param localDescription an offer or answer of this host
     * @throws SdpParseException when the text is longer than the limit; for nothing else
     */
    public RewriteResult rewrite(String localDescription) {
        requireLength(localDescription);
        Recorder recorder = new Recorder(localDescription);
        String rewritten = new DescriptionRewriter(localDescription, policies, recorder).rewrite();
        return new RewriteResult(rewritten, recorder.changes());
    }

    /**
     * Rewrites a description without a report, which is faster.
     *
     * @param localDescription an offer or answer of this host
     * @return what the peer must see; the very instance that was given when nothing changes
     * @throws SdpParseException when the text is longer than the limit; for nothing else
     */
    public String rewriteText(String localDescription) {
        requireLength(localDescription);
        return new DescriptionRewriter(localDescription, policies, null).rewrite();
    }

    /**
     * Rewrites an {@code application/trickle-ice-sdpfrag} body (RFC 8840 §9) and reports.
     *
     * @param localFragment a fragment of this host
     * @throws SdpParseException when the text is longer than the limit; for nothing else
     */
    public RewriteResult rewriteFragment(String localFragment) {
        // A fragment is m= and attribute lines; without c= the rewriting of a description leaves m= alone.
        return rewrite(localFragment);
    }

    /**
     * Rewrites one trickled candidate: {@code candidate:…} as in {@code RTCIceCandidate.candidate}, or {@code a=candidate:…}.
     *
     * @param localCandidate a candidate of this host; the empty string that ends candidates passes through
     * @return the candidates that the peer must see, in the same form: mostly one, none when a rule drops it, several when
     *     rules add some
     * @throws SdpParseException when the text is longer than the limit; for nothing else
     */
    public List<String> rewriteCandidate(String localCandidate) {
        return rewriteCandidate(localCandidate, null);
    }

    /**
     * As {@link #rewriteCandidate(String)}, for rules that are bound to a media section.
     *
     * @param mid the section's {@code a=mid}, {@code RTCIceCandidate.sdpMid}
     */
    public List<String> rewriteCandidate(String localCandidate, @Nullable String mid) {
        requireLength(localCandidate);
        if (!localCandidate.startsWith("candidate:") && !localCandidate.startsWith("a=candidate:")) {
            return List.of(localCandidate);
        }
        LineCursor cursor = new LineCursor(localCandidate);
        cursor.advance();
        AddressLine line = new AddressLine(AddressLine.Kind.CANDIDATE, 1, 0, cursor.end(), cursor.next());
        Section section = Section.ofMid(mid == null ? "" : mid);
        String rewritten = new DescriptionRewriter(localCandidate, policies, null).rewriteCandidate(section, line);
        return rewritten.equals(localCandidate) ? List.of(localCandidate) : lines(rewritten);
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        LineCursor cursor = new LineCursor(text);
        while (cursor.advance()) {
            lines.add(text.substring(cursor.start(), cursor.end()));
        }
        return List.copyOf(lines);
    }

    private void requireLength(String text) {
        Objects.requireNonNull(text, "text");
        SessionDescription.requireLength(text, policies.maxLength());
    }
}
