package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Configures an {@link SdpRewriter}. Confined to one thread; can be used again after {@link #build()}. */
public final class SdpRewriterBuilder {
    /** The name, in reports, of the rule that {@link #publicAddress} makes. */
    public static final String PUBLIC_ADDRESS_RULE = "public-address";

    private final List<RewriteRule> rules = new ArrayList<>();
    private final List<PublicAddress> publicAddresses = new ArrayList<>();
    private boolean loopback = true;
    final List<InjectedCandidate> injected = new ArrayList<>();
    boolean rewriteOrigin;
    boolean hideRelatedAddresses;
    boolean dropHostNames;
    boolean dropUncovered;
    int maxLength = SessionDescription.DEFAULT_MAX_LENGTH;

    SdpRewriterBuilder() {}

    /** Adds a public address whose public ports are the local ones; an IPv4 or IPv6 literal. */
    public SdpRewriterBuilder publicAddress(String address) {
        return publicAddress(PublicAddress.of(Objects.requireNonNull(address, "address")));
    }

    /** Adds a public address whose public ports are the local ones. */
    public SdpRewriterBuilder publicAddress(InetAddress address) {
        return publicAddress(IpAddress.of(address).unmapped().toString());
    }

    /**
     * Adds a public address with one public UDP port, which reaches one local port: the first one met in a description.
     * A second one is left alone and reported as {@link Reason#PORT_SHARED}. Says nothing about TCP; name a TCP mapping
     * in {@link #publicAddress(PublicAddress)}.
     *
     * <p>{@link SdpRewriter#rewriteCandidate} knows one candidate at a time, so each one is the first there; name the
     * local port where candidates of several ports are trickled.
     *
     * @param publicPort 1 to 65535
     */
    public SdpRewriterBuilder publicAddress(String address, int publicPort) {
        return publicAddress(PublicAddress.of(Objects.requireNonNull(address, "address"), publicPort));
    }

    /**
     * Adds a public address with one public UDP port, which reaches this local port and no other.
     *
     * @param publicPort 1 to 65535
     * @param localPort 1 to 65535
     */
    public SdpRewriterBuilder publicAddress(String address, int publicPort, int localPort) {
        return publicAddress(PublicAddress.of(
                Objects.requireNonNull(address, "address"),
                PortMapping.table(Map.of(localPort, publicPort)),
                PortMapping.none()));
    }

    /** Adds a public address with a port mapping, the same for UDP and TCP. */
    public SdpRewriterBuilder publicAddress(String address, PortMapping ports) {
        return publicAddress(PublicAddress.of(Objects.requireNonNull(address, "address"), ports));
    }

    /**
     * Adds a public address, which replaces private addresses of its family wherever no {@link #rule} decides, whatever
     * the order of the calls. Of several of one family that cover a port, the first replaces, and the others are added
     * as further candidates; so is one {@linkplain PublicAddress#forBothFamilies() for both families}.
     */
    public SdpRewriterBuilder publicAddress(PublicAddress address) {
        publicAddresses.add(Objects.requireNonNull(address, "address"));
        return this;
    }

    /** Adds a rule after those already there; the first rule that matches decides. */
    public SdpRewriterBuilder rule(RewriteRule rule) {
        rules.add(Objects.requireNonNull(rule, "rule"));
        return this;
    }

    /**
     * Adds a UDP host candidate, of component 1, to each section that uses ICE and is not rejected, whatever candidates
     * are there; for a port that is forwarded to this host although no local candidate shows it. Left out where the
     * section has that transport address already. Its address is a public one, which no rule replaces or drops.
     * Descriptions only: a fragment or a lone candidate follows one.
     *
     * @param address an IPv4 or IPv6 literal; a host name must be resolved first, since nothing here looks up names
     * @param port 1 to 65535 but not 9, which stands for none
     */
    public SdpRewriterBuilder inject(String address, int port) {
        return inject(address, port, CandidateTransport.UDP);
    }

    /**
     * As {@link #inject(String, int)}, for UDP or passive TCP.
     *
     * @throws IllegalArgumentException when the transport is another one
     */
    public SdpRewriterBuilder inject(String address, int port, CandidateTransport transport) {
        injected.add(InjectedCandidate.of(address, port, transport));
        return this;
    }

    /**
     * Whether loopback addresses count as private for {@link #publicAddress}. They do by default: to the peer, a
     * loopback address is its own host.
     */
    public SdpRewriterBuilder loopback(boolean isPrivate) {
        this.loopback = isPrivate;
        return this;
    }

    /** Whether {@code o=} is rewritten too; by default it is kept, since it identifies the session (RFC 8866 §5.2). */
    public SdpRewriterBuilder rewriteOrigin(boolean rewrite) {
        this.rewriteOrigin = rewrite;
        return this;
    }

    /**
     * Whether {@code raddr} and {@code rport} are replaced by {@code 0.0.0.0 9} or {@code :: 9} (RFC 8839 §5.1), in
     * added candidates too; by default not.
     */
    public SdpRewriterBuilder hideRelatedAddresses(boolean hide) {
        this.hideRelatedAddresses = hide;
        return this;
    }

    /**
     * Whether candidates with host names, mDNS ones included, are dropped where no rule decides; by default they are
     * kept.
     */
    public SdpRewriterBuilder dropHostNames(boolean drop) {
        this.dropHostNames = drop;
        return this;
    }

    /**
     * Whether candidates are dropped whose address the public Internet cannot reach and for which no rule decides: what
     * can be replaced is, and the rest is not told. The default destination then moves to a candidate that is left. By
     * default they are kept, and {@link RewriteResult#privateLeft()} tells them.
     */
    public SdpRewriterBuilder dropUncovered(boolean drop) {
        this.dropUncovered = drop;
        return this;
    }

    /** The longest text accepted, in characters; {@link SessionDescription#DEFAULT_MAX_LENGTH} by default. */
    public SdpRewriterBuilder maxLength(int characters) {
        if (characters < 1) {
            throw new IllegalArgumentException("maxLength must be at least 1 but is " + characters);
        }
        this.maxLength = characters;
        return this;
    }

    /**
     * Builds the rewriter; with neither rule nor public address it changes nothing.
     *
     * @throws IllegalArgumentException when a rule or public address can never decide, or two rules have one name; the
     *     message names them
     */
    public SdpRewriter build() {
        List<RewriteRule> all = new ArrayList<>(rules);
        if (!publicAddresses.isEmpty()) {
            List<AddressRange> ranges = new ArrayList<>(PrivateAddresses.defaults());
            if (!loopback) {
                ranges.removeAll(PrivateAddresses.LOOPBACK);
            }
            PublicAddress[] others =
                    publicAddresses.subList(1, publicAddresses.size()).toArray(PublicAddress[]::new);
            all.add(RewriteRule.named(PUBLIC_ADDRESS_RULE).ranges(ranges).replaceWith(publicAddresses.get(0), others));
        }
        return new SdpRewriter(Policy.of(this, all), RuleCheck.check(all));
    }
}
