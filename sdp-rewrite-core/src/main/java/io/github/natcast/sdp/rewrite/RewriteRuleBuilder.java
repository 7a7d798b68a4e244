package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.CandidateType;
import io.github.natcast.topology.PublicAddress;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what a {@link RewriteRule} matches; {@link #replaceWith}, {@link #append}, {@link #drop} or {@link #keep}
 * completes it. Confined to one thread.
 */
public final class RewriteRuleBuilder {
    final String name;
    List<AddressRange> ranges = PrivateAddresses.defaults();

    @Nullable
    AddressFamily family;

    Set<CandidateTransport> transports =
            EnumSet.of(CandidateTransport.UDP, CandidateTransport.TCP_PASSIVE, CandidateTransport.TCP_SO);
    Set<CandidateType> types = EnumSet.of(CandidateType.HOST);
    int firstPort = 1;
    int lastPort = 65535;
    final Set<String> mids = new LinkedHashSet<>();
    final Set<String> kinds = new LinkedHashSet<>();

    RewriteRuleBuilder(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a rule needs a name; reports refer to it");
        }
        this.name = name;
    }

    /**
     * Matches addresses in these ranges, such as {@code 192.168.0.0/16} or a single one, instead of all private ones.
     */
    public RewriteRuleBuilder ranges(String... ranges) {
        return ranges(Stream.of(ranges).map(AddressRange::parse).toList());
    }

    /** Matches addresses in these ranges instead of all private ones. */
    public RewriteRuleBuilder ranges(List<AddressRange> ranges) {
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("rule \"" + name + "\" has no address range");
        }
        this.ranges = List.copyOf(ranges);
        return this;
    }

    /** Matches addresses of this family only. */
    public RewriteRuleBuilder family(AddressFamily family) {
        this.family = family;
        return this;
    }

    /** Matches these transports instead of all but active TCP. */
    public RewriteRuleBuilder transports(CandidateTransport first, CandidateTransport... others) {
        this.transports = EnumSet.of(first, others);
        return this;
    }

    /** Matches these candidate types instead of host candidates only. */
    public RewriteRuleBuilder types(CandidateType first, CandidateType... others) {
        this.types = EnumSet.of(first, others);
        return this;
    }

    /** Matches this local port only. */
    public RewriteRuleBuilder port(int port) {
        return ports(port, port);
    }

    /** Matches the local ports {@code first} to {@code last} only, both included; 1 to 65535. */
    public RewriteRuleBuilder ports(int first, int last) {
        if (first < 1 || last > 65535 || first > last) {
            throw new IllegalArgumentException(
                    "the ports of rule \"" + name + "\" must be within 1-65535 but are " + first + "-" + last);
        }
        this.firstPort = first;
        this.lastPort = last;
        return this;
    }

    /** Matches only in the media section with this {@code a=mid} value; repeat for several. */
    public RewriteRuleBuilder mid(String mid) {
        mids.add(mid);
        return this;
    }

    /** Matches only in media sections of this kind, such as {@code video}; repeat for several. */
    public RewriteRuleBuilder kind(String kind) {
        kinds.add(kind);
        return this;
    }

    /**
     * A rule that replaces local addresses by public ones. Of several public addresses of one family, the first
     * replaces and the others are added as candidates.
     */
    public RewriteRule replaceWith(PublicAddress first, PublicAddress... others) {
        return rule(RewriteRule.Action.REPLACE, first, others);
    }

    /** A rule that keeps host candidates and adds server-reflexive ones with the public addresses. */
    public RewriteRule append(PublicAddress first, PublicAddress... others) {
        if (!types.equals(EnumSet.of(CandidateType.HOST))) {
            throw new IllegalArgumentException("rule \"" + name + "\" appends server-reflexive candidates to " + types
                    + "; only host candidates have any (RFC 8445 §5.1.1.2)");
        }
        return rule(RewriteRule.Action.APPEND, first, others);
    }

    /** A rule that removes candidates. */
    public RewriteRule drop() {
        return new RewriteRule(this, RewriteRule.Action.DROP, List.of());
    }

    /** A rule that leaves lines as they are. */
    public RewriteRule keep() {
        return new RewriteRule(this, RewriteRule.Action.KEEP, List.of());
    }

    private RewriteRule rule(RewriteRule.Action action, PublicAddress first, PublicAddress[] others) {
        return new RewriteRule(
                this, action, Stream.concat(Stream.of(first), Stream.of(others)).toList());
    }

    List<AddressRange> effectiveRanges() {
        List<AddressRange> ofFamily = ranges.stream()
                .filter(range -> family == null || range.family() == family)
                .toList();
        if (ofFamily.isEmpty()) {
            throw new IllegalArgumentException(
                    "rule \"" + name + "\" can never match: none of its ranges " + ranges + " is " + family);
        }
        return ofFamily;
    }
}
