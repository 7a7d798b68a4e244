package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.SdpParseException;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.sdp.internal.LineCursor;
import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.PublicAddress;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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
 *     with its address, only when the public ports are consecutive too. Where its address is dropped and ICE is in
 *     use, it and {@code c=} lead to the best candidate of component 1 that is left, else to {@code 0.0.0.0} and 9</td>
 *     <td>RFC 8866 §5.14, RFC 8840 §4.1.1</td></tr>
 * <tr><td>{@code a=rtcp}</td><td>a transport address of its own, by the rules; added when it is no longer the RTP
 *     port plus one and there is no {@code a=rtcp-mux}. With candidates, only if one is for component 2</td>
 *     <td>RFC 3605 §2.1, RFC 5761 §5.1.1</td></tr>
 * <tr><td>{@code a=candidate}</td><td>by the rules: replaced in place, or kept with a server-reflexive one added, or
 *     dropped; foundation, priority and extensions are kept. Of two that rewriting makes alike, the one with the higher
 *     priority stays. REPLACE and APPEND are for host candidates of UDP and passive TCP unless they name others: nobody
 *     connects to active TCP, and a reflexive or relayed address is another's. DROP and KEEP are for all. Names stay
 *     unless a rule names them, or are dropped</td><td>RFC 8839 §5.1, RFC 8445 §5.1, RFC 6544 §4.5</td></tr>
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
    final Policy policy;
    private final List<RuleOverlap> overlaps;

    SdpRewriter(Policy policy, List<RuleOverlap> overlaps) {
        this.policy = policy;
        this.overlaps = overlaps;
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
     *
     * @throws IllegalArgumentException when no port of the public addresses reaches the server, so that nothing would
     *     be rewritten; the message says what is missing
     */
    public static SdpRewriter forTopology(NetworkTopology topology) {
        SdpRewriterBuilder builder = builder();
        List<RewriteRule> rules = TopologyRules.of(topology);
        boolean direct = !topology.publicAddresses().isEmpty()
                && topology.publicAddresses().stream().allMatch(topology::isUntranslated);
        if (rules.isEmpty() && !direct) {
            throw new IllegalArgumentException(
                    topology.publicAddresses().isEmpty()
                            ? "the topology has no public address, so that nothing would be rewritten; add the address"
                                    + " at which the outside reaches the server"
                            : "no port of the public addresses " + topology.publicAddresses()
                                    + " reaches the server, so that nothing would be rewritten; add forwards that lead"
                                    + " to it, or say that the tunnel is one-to-one");
        }
        rules.forEach(builder::rule);
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
        return Planner.plan(localDescription, policy).result();
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
        return Planner.changes(localDescription, policy).apply();
    }

    /**
     * As {@link #rewriteText(String)}, for the bytes of a message in any charset that contains ASCII; no other byte
     * changes.
     *
     * @param localDescription an offer or answer of this host
     * @return the very array that was given, when nothing changes
     * @throws SdpParseException when there are more bytes than the limit, and only then
     */
    public byte[] rewriteText(byte[] localDescription) {
        // ISO 8859-1 has one character for each byte.
        String text = new String(localDescription, StandardCharsets.ISO_8859_1);
        String rewritten = rewriteText(text);
        return rewritten.equals(text) ? localDescription : rewritten.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * A dry run: reports what {@link #rewrite} would do.
     *
     * @param localDescription an offer or answer of this host
     * @return the decisions, and what would be told, with the text that was given
     * @throws SdpParseException when the text is longer than the limit, and only then
     */
    public RewriteResult dryRun(String localDescription) {
        requireLength(localDescription);
        return Planner.plan(localDescription, policy).report();
    }

    /** The rules, in the order in which they are asked, those for certain {@linkplain #forPeer peers} included. */
    public List<RewriteRule> rules() {
        return policy.all();
    }

    /** The pairs of rules that match something in common, so that their order matters; empty when there are none. */
    public List<RuleOverlap> overlaps() {
        return overlaps;
    }

    /**
     * This rewriter for what is sent to one peer: rules {@linkplain RewriteRuleBuilder#peers(String...) for certain
     * peers} apply if the address is among theirs. Cheap; made anew for each peer.
     */
    public SdpRewriter forPeer(IpAddress peer) {
        return new SdpRewriter(policy.forPeer(peer), overlaps);
    }

    /** As {@link #forPeer(IpAddress)}. */
    public SdpRewriter forPeer(InetAddress peer) {
        return forPeer(IpAddress.of(peer));
    }

    /**
     * As {@link #forPeer(IpAddress)}.
     *
     * @throws IllegalArgumentException when {@code peer} is not an IP literal
     */
    public SdpRewriter forPeer(String peer) {
        return forPeer(literal("peer", peer));
    }

    /**
     * This rewriter after the public address has changed: {@code address} takes the place of the public address of its
     * family, with its ports. Cheap: the rules are not checked again.
     *
     * @throws IllegalArgumentException when there is no public address of that family, or more than one: name the old
     *     one then
     */
    public SdpRewriter withPublicAddress(IpAddress address) {
        List<IpAddress> present = Stream.concat(
                        policy.all().stream()
                                .flatMap(rule -> rule.publicAddresses().stream())
                                .map(PublicAddress::address),
                        policy.injected().stream().map(InjectedCandidate::address))
                .filter(each -> each.family() == address.family())
                .distinct()
                .toList();
        if (present.size() != 1) {
            throw new IllegalArgumentException(address + " can take the place of one public address of its family, but "
                    + (present.isEmpty()
                            ? "there is none"
                            : "there are " + present + "; write withPublicAddress(old, replacement)"));
        }
        return withPublicAddress(present.get(0), address);
    }

    /** As {@link #withPublicAddress(IpAddress)}. */
    public SdpRewriter withPublicAddress(InetAddress address) {
        return withPublicAddress(IpAddress.of(address).unmapped());
    }

    /**
     * As {@link #withPublicAddress(IpAddress)}.
     *
     * @throws IllegalArgumentException when {@code address} is not a unicast IP literal, or as there
     */
    public SdpRewriter withPublicAddress(String address) {
        return withPublicAddress(literal("public address", address));
    }

    /**
     * This rewriter with {@code replacement} wherever {@code old} is a public address; unchanged where it is none.
     *
     * @param replacement a unicast address of the family of {@code old}
     */
    public SdpRewriter withPublicAddress(IpAddress old, IpAddress replacement) {
        if (old.family() != replacement.family()) {
            throw new IllegalArgumentException(replacement + " is not of the family of " + old);
        }
        return new SdpRewriter(policy.withPublicAddress(old, replacement), overlaps);
    }

    private static IpAddress literal(String what, String text) {
        return IpAddress.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("the " + what
                        + " must be an IPv4 or IPv6 address (names are never looked up) but is \"" + text + '"'));
    }

    /**
     * Rewrites an {@code application/trickle-ice-sdpfrag} body (RFC 8840 §9) and reports.
     *
     * @param localFragment a fragment of this host
     * @throws SdpParseException when the text is longer than the limit, and only then
     */
    public RewriteResult rewriteFragment(String localFragment) {
        requireLength(localFragment);
        // A fragment is m= and attribute lines; without c= the rewriting of a description leaves m= alone.
        return Planner.plan(localFragment, policy.withoutInjection()).result();
    }

    /**
     * Rewrites trickled candidates, mostly one: {@code candidate:…} as in {@code RTCIceCandidate.candidate}, or
     * {@code a=candidate:…}. Every line of the text is rewritten, even one with blanks in front, without the prefix, or
     * that is another line of a description; {@link #explainCandidate(String)} tells what was left alone.
     *
     * <p>Each call stands alone: if two local candidates become the same public one, the peer gets it twice, which ICE
     * tolerates (RFC 8445 §5.1.3).
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
        String rewritten = Planner.planCandidate(localCandidate, mid, policy).apply();
        LineCursor cursor = new LineCursor(rewritten);
        boolean single = !cursor.advance() || cursor.next() == rewritten.length();
        return single && rewritten.equals(localCandidate) ? List.of(localCandidate) : lines(rewritten);
    }

    /**
     * As {@link #rewriteCandidate(String)}, for the JSON form; mid, index and user name fragment are carried over.
     *
     * @param localCandidate a candidate of this host
     */
    public List<IceCandidateInit> rewriteCandidate(IceCandidateInit localCandidate) {
        return rewriteCandidate(localCandidate.candidate(), localCandidate.sdpMid()).stream()
                .map(localCandidate::with)
                .toList();
    }

    /**
     * What {@link #rewriteCandidate(String)} does, with a report: why the candidate was changed, dropped or left alone.
     *
     * @param localCandidate a candidate of this host
     * @return the candidates, a line each, as the text; empty when all are dropped
     * @throws SdpParseException when the text is longer than the limit, and only then
     */
    public RewriteResult explainCandidate(String localCandidate) {
        return explainCandidate(localCandidate, null);
    }

    /**
     * As {@link #explainCandidate(String)}, for rules that are bound to a section by its mid.
     *
     * @param mid the section's {@code a=mid}, {@code RTCIceCandidate.sdpMid}
     */
    public RewriteResult explainCandidate(String localCandidate, @Nullable String mid) {
        requireLength(localCandidate);
        return Planner.planCandidate(localCandidate, mid, policy).result();
    }

    /** As {@link #explainCandidate(String)}, for the JSON form. */
    public RewriteResult explainCandidate(IceCandidateInit localCandidate) {
        return explainCandidate(localCandidate.candidate(), localCandidate.sdpMid());
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
        SessionDescription.requireLength(text, policy.maxLength());
    }

    /** The rules and options, for a log. */
    @Override
    public String toString() {
        return "SdpRewriter" + policy;
    }
}
