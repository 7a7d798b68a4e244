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
 * Makes the <em>local</em> description true for a peer on the far side of a NAT: it replaces private addresses and the
 * ports beside them by the public ones that reach them.
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
 * <p>Apply it to what this host <em>sends</em>: its own offer, answer and candidates. Applied to what the peer sent, it
 * would point this host at itself.
 *
 * <p>Rules ({@link RewriteRule}) say what a public address alone cannot; the first rule that matches decides:
 *
 * <pre>{@code
 * SdpRewriter.builder()
 *         .rule(RewriteRule.named("docker").ranges("172.17.0.0/16").drop())
 *         .rule(RewriteRule.named("media").transports(CandidateTransport.UDP)
 *                 .append(PublicAddress.of("51.161.209.200", PortMapping.range(10111, 10115, 20111))))
 *         .build();
 * }</pre>
 *
 * <p>Use APPEND rather than REPLACE when a TURN server runs beside this host: the peer's relay admits only addresses
 * that the peer knows, and packets between neighbours come from the private one.
 *
 * <table>
 * <caption>What becomes of each line</caption>
 * <tr><th>line</th><th>treatment</th><th>by</th></tr>
 * <tr><td>{@code c=}</td><td>address by the rules, together with the port of {@code m=}; {@code 0.0.0.0} and
 *     {@code ::} (hold, nothing gathered), multicast with its TTL, and names stay. One at session level serves the
 *     sections without their own; where they need different addresses, {@code c=} is added to those that differ from
 *     the first</td><td>RFC 8866 §5.7, RFC 3264 §8.4, RFC 8839 §4.2.1.2</td></tr>
 * <tr><td>{@code m=}</td><td>port by the rule that decided its {@code c=}; 0 and 9 stay. {@code port/n} is mapped,
 *     with its address, only when the public ports are consecutive too</td>
 *     <td>RFC 8866 §5.14, RFC 8840 §4.1.1</td></tr>
 * <tr><td>{@code a=rtcp}</td><td>as {@code c=} and {@code m=}; added when the public RTCP port is not the RTP port
 *     plus one and there is no {@code a=rtcp-mux}</td><td>RFC 3605 §2.1, RFC 5761 §5.1.1</td></tr>
 * <tr><td>{@code a=candidate}</td><td>by the rules: replaced in place, or kept with a server-reflexive one added, or
 *     dropped; foundation, priority and extensions are kept. Of two that rewriting makes alike, the one with the higher
 *     priority stays. Active TCP candidates, to which nobody connects, stay unless a rule names them. Names stay or are
 *     dropped</td><td>RFC 8839 §5.1, RFC 8445 §5.1, RFC 6544 §4.5</td></tr>
 * <tr><td>{@code raddr}, {@code rport}</td><td>kept, or hidden as {@code 0.0.0.0 9} or {@code :: 9}</td>
 *     <td>RFC 8839 §5.1</td></tr>
 * <tr><td>{@code o=}</td><td>kept, since it identifies the session; rewritten by option</td>
 *     <td>RFC 8866 §5.2, RFC 3264 §8</td></tr>
 * <tr><td>{@code a=altc}, {@code a=alt}</td><td>another address and port of this host: as {@code c=} with
 *     {@code m=}</td><td>RFC 6947 §3.1</td></tr>
 * <tr><td>{@code a=source-filter}</td><td>the destination as {@code c=}, which it must equal; the sources, which are
 *     the senders', stay</td><td>RFC 4570 §3</td></tr>
 * <tr><td>{@code a=remote-candidates}</td><td>kept: they are the peer's</td><td>RFC 8839 §5.2</td></tr>
 * <tr><td>{@code a=end-of-candidates}, {@code a=sctp-port}, and every other line</td><td>kept</td><td></td></tr>
 * <tr><td>malformed lines, lines that are not SDP, network types other than {@code IN}</td>
 *     <td>kept and reported</td><td></td></tr>
 * </table>
 *
 * <p>Rewriting is a pure function of text and configuration: it looks up no name and uses no clock, socket or log; the
 * same input gives the same output, and rewriting the output again changes nothing. Everything but the addresses to
 * replace is copied byte for byte, line endings and malformed lines included. Instances are immutable, and threads may
 * share them.
 */
public final class SdpRewriter {
    final RuleSet rules;
    final boolean rewritesOrigin;
    final boolean hidesRelatedAddresses;
    final boolean dropsHostNames;
    private final int maxLength;
    private final List<RuleOverlap> overlaps;

    SdpRewriter(SdpRewriterBuilder builder, List<RewriteRule> rules) {
        this.overlaps = RuleCheck.check(rules);
        this.rules = new RuleSet(rules);
        this.rewritesOrigin = builder.rewriteOrigin;
        this.hidesRelatedAddresses = builder.hideRelatedAddresses;
        this.dropsHostNames = builder.dropHostNames;
        this.maxLength = builder.maxLength;
    }

    /** Starts the configuration of a rewriter. */
    public static SdpRewriterBuilder builder() {
        return new SdpRewriterBuilder();
    }

    /**
     * A rewriter whose rules follow from a topology: each forwarded port is mapped back to its public one, separately
     * for UDP and TCP.
     *
     * <p>Private addresses are replaced. If a TURN server of the topology is behind the same NAT, they are kept and the
     * public ones added, since the viewers that it relays reach this host by its private address only.
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
     * @throws SdpParseException when the text is longer than the limit, and only then
     */
    public RewriteResult rewrite(String localDescription) {
        requireLength(localDescription);
        Recorder recorder = new Recorder(localDescription);
        String rewritten = new DescriptionRewriter(localDescription, this, recorder).rewrite();
        return new RewriteResult(rewritten, recorder.changes());
    }

    /**
     * Rewrites a description without a report, which is faster.
     *
     * @param localDescription an offer or answer of this host
     * @return what the peer must see; the very instance that was given, when nothing changes
     * @throws SdpParseException when the text is longer than the limit, and only then
     */
    public String rewriteText(String localDescription) {
        requireLength(localDescription);
        return new DescriptionRewriter(localDescription, this, null).rewrite();
    }

    /**
     * A dry run: reports what {@link #rewrite} would do.
     *
     * @param localDescription an offer or answer of this host
     * @return the decisions, with the text that was given
     * @throws SdpParseException when the text is longer than the limit, and only then
     */
    public RewriteResult dryRun(String localDescription) {
        return new RewriteResult(localDescription, rewrite(localDescription).decisions());
    }

    /** The pairs of rules that match something in common, so that their order matters; empty when there are none. */
    public List<RuleOverlap> overlaps() {
        return overlaps;
    }

    /**
     * Rewrites an {@code application/trickle-ice-sdpfrag} body (RFC 8840 §9) and reports.
     *
     * @param localFragment a fragment of this host
     * @throws SdpParseException when the text is longer than the limit, and only then
     */
    public RewriteResult rewriteFragment(String localFragment) {
        // A fragment is m= and attribute lines; without c= the rewriting of a description leaves m= alone.
        return rewrite(localFragment);
    }

    /**
     * Rewrites one trickled candidate: {@code candidate:…} as in {@code RTCIceCandidate.candidate}, or
     * {@code a=candidate:…}.
     *
     * @param localCandidate a candidate of this host; the empty string that ends candidates passes through
     * @return the candidates that the peer must see, in the same form: mostly one, none when a rule drops it, several
     *     when rules add some
     * @throws SdpParseException when the text is longer than the limit, and only then
     */
    public List<String> rewriteCandidate(String localCandidate) {
        return rewriteCandidate(localCandidate, null);
    }

    /**
     * As {@link #rewriteCandidate(String)}, for rules that are bound to a section by its mid. Rules that are bound to a
     * kind of media match no lone candidate, since that does not say its kind.
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
        Section section = Section.of(mid == null ? "" : mid, "");
        String rewritten = new DescriptionRewriter(localCandidate, this, null).rewriteCandidate(section, line);
        return rewritten.equals(localCandidate) ? List.of(localCandidate) : lines(rewritten);
    }

    /**
     * As {@link #rewriteCandidate(String)}, for the JSON form; mid, index and user name fragment are carried over.
     *
     * @param localCandidate a candidate of this host
     */
    public List<IceCandidateInit> rewriteCandidate(IceCandidateInit localCandidate) {
        return rewriteCandidate(localCandidate.candidate(), localCandidate.sdpMid()).stream()
                .map(candidate -> new IceCandidateInit(
                        candidate,
                        localCandidate.sdpMid(),
                        localCandidate.sdpMLineIndex(),
                        localCandidate.usernameFragment()))
                .toList();
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
        SessionDescription.requireLength(text, maxLength);
    }
}
