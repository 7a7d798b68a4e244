package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Configures an {@link SdpRewriter}. Confined to one thread; can be used again after {@link #build()}. */
public final class SdpRewriterBuilder {
    /** The name, in reports, of the rule that {@link #publicAddress} makes. */
    public static final String PUBLIC_ADDRESS_RULE = "public-address";

    private final List<RewriteRule> rules = new ArrayList<>();
    private final List<PublicAddress> publicAddresses = new ArrayList<>();
    private boolean loopback;
    boolean rewriteOrigin;
    boolean hideRelatedAddresses;
    boolean dropHostNames;
    int maxLength = SessionDescription.DEFAULT_MAX_LENGTH;

    SdpRewriterBuilder() {}

    /** Adds a public address whose public ports are the local ones. */
    public SdpRewriterBuilder publicAddress(String address) {
        return publicAddress(PublicAddress.of(address));
    }

    /** Adds a public address with one public port, 1 to 65535, which reaches the host's only port. */
    public SdpRewriterBuilder publicAddress(String address, int publicPort) {
        return publicAddress(PublicAddress.of(address, publicPort));
    }

    /** Adds a public address with a port mapping, the same for UDP and TCP. */
    public SdpRewriterBuilder publicAddress(String address, PortMapping ports) {
        return publicAddress(PublicAddress.of(address, ports));
    }

    /**
     * Adds a public address, which replaces private addresses of its family wherever no {@link #rule} decides. Of
     * several of one family that cover a port, the first replaces, and the others are added as further candidates.
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

    /** Whether loopback addresses count as private for {@link #publicAddress}; they do not by default. */
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
     * Whether {@code raddr} and {@code rport} are replaced by {@code 0.0.0.0 9} or {@code :: 9} (RFC 8839 §5.1); by
     * default not.
     */
    public SdpRewriterBuilder hideRelatedAddresses(boolean hide) {
        this.hideRelatedAddresses = hide;
        return this;
    }

    /** Whether candidates with host names, mDNS ones included, are dropped; by default they are kept. */
    public SdpRewriterBuilder dropHostNames(boolean drop) {
        this.dropHostNames = drop;
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
            if (loopback) {
                ranges.addAll(PrivateAddresses.LOOPBACK);
            }
            PublicAddress[] others =
                    publicAddresses.subList(1, publicAddresses.size()).toArray(PublicAddress[]::new);
            all.add(RewriteRule.named(PUBLIC_ADDRESS_RULE).ranges(ranges).replaceWith(publicAddresses.get(0), others));
        }
        return new SdpRewriter(this, all);
    }
}
