package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.CandidateType;
import io.github.natcast.topology.PublicAddress;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what a {@link RewriteRule} matches; {@link #replaceWith}, {@link #append}, {@link #drop} or {@link #keep}
 * completes it. Confined to one thread.
 */
public final class RewriteRuleBuilder {
    private static final Set<CandidateTransport> CONNECTABLE =
            EnumSet.of(CandidateTransport.UDP, CandidateTransport.TCP_PASSIVE, CandidateTransport.TCP_SO);

    final String name;
    private @Nullable List<AddressRange> ranges;
    private @Nullable AddressFamily family;
    private @Nullable Set<CandidateTransport> transports;
    private @Nullable Set<CandidateType> types;
    int firstPort = 1;
    int lastPort = 65535;
    final Set<String> mids = new LinkedHashSet<>();
    final Set<String> kinds = new LinkedHashSet<>();
    final Set<String> hostNames = new LinkedHashSet<>();
    List<AddressRange> peers = List.of();
    CandidateType appendedType = CandidateType.SRFLX;
    int appendedPreference = -1;

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

    /**
     * Matches candidates whose address is a host name: one of these, in any letter case; {@code *} stands for any
     * characters, as in {@code *.local}. Addresses are then matched only if {@link #ranges(String...)} names some.
     */
    public RewriteRuleBuilder hostNames(String... patterns) {
        for (String pattern : patterns) {
            if (pattern.isBlank()) {
                throw new IllegalArgumentException("rule \"" + name + "\" has an empty host name pattern");
            }
            hostNames.add(pattern.toLowerCase(Locale.ROOT));
        }
        return this;
    }

    /** Matches addresses of this family only. */
    public RewriteRuleBuilder family(AddressFamily family) {
        this.family = family;
        return this;
    }

    /**
     * Matches these transports. Without this, a rule that drops or keeps matches all, and one that replaces or appends
     * matches UDP and those TCP candidates to which somebody can connect.
     */
    public RewriteRuleBuilder transports(CandidateTransport first, CandidateTransport... others) {
        this.transports = EnumSet.of(first, others);
        return this;
    }

    /**
     * Matches these candidate types. Without this, a rule that drops or keeps matches all, and one that replaces or
     * appends matches host candidates.
     */
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
     * Matches only what is sent to a peer with an address in these ranges, as {@link SdpRewriter#forPeer} names it; a
     * rewriter that knows no peer passes over the rule. For viewers on the same network, who need the private address
     * that others must not see.
     */
    public RewriteRuleBuilder peers(String... ranges) {
        return peers(Stream.of(ranges).map(AddressRange::parse).toList());
    }

    /** As {@link #peers(String...)}. */
    public RewriteRuleBuilder peers(List<AddressRange> ranges) {
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("rule \"" + name + "\" has no range of peers");
        }
        this.peers = List.copyOf(ranges);
        return this;
    }

    /**
     * The type of the candidates that {@link #append} adds: server-reflexive by default, with the local address as
     * related address; or host, which names none. An agent that says {@code a=ice-lite} gets host candidates whatever
     * this says, since it has no others (RFC 8445 §5.2).
     *
     * @throws IllegalArgumentException when the type is another one
     */
    public RewriteRuleBuilder appendAs(CandidateType type) {
        if (type != CandidateType.SRFLX && type != CandidateType.HOST) {
            throw new IllegalArgumentException(
                    "rule \"" + name + "\" can append SRFLX or HOST candidates but not " + type);
        }
        this.appendedType = type;
        return this;
    }

    /**
     * The type preference in the priority of the candidates that {@link #append} adds (RFC 8445 §5.1.2.1); the rest of
     * the priority is the local candidate's.
     *
     * @param typePreference 0 to 126; by default 100 for server-reflexive candidates, the local one's for host
     *     candidates
     */
    public RewriteRuleBuilder appendPreference(int typePreference) {
        if (typePreference < 0 || typePreference > 126) {
            throw new IllegalArgumentException("the type preference of rule \"" + name
                    + "\" must be 0 to 126 (RFC 8445 §5.1.2.1) but is " + typePreference);
        }
        this.appendedPreference = typePreference;
        return this;
    }

    /**
     * A rule that replaces local addresses by public ones. Of several public addresses of one family, the first
     * replaces and the others are added as candidates.
     */
    public RewriteRule replaceWith(PublicAddress first, PublicAddress... others) {
        return rule(RewriteRule.Action.REPLACE, first, others);
    }

    /** A rule that keeps host candidates and adds ones with the public addresses. */
    public RewriteRule append(PublicAddress first, PublicAddress... others) {
        if (!types(RewriteRule.Action.APPEND).equals(EnumSet.of(CandidateType.HOST))) {
            throw new IllegalArgumentException("rule \"" + name + "\" appends server-reflexive candidates to " + types
                    + "; only host candidates have any (RFC 8445 §5.1.1.2)");
        }
        return rule(RewriteRule.Action.APPEND, first, others);
    }

    /** A rule that removes candidates, of all types and transports unless it names some. */
    public RewriteRule drop() {
        return new RewriteRule(this, RewriteRule.Action.DROP, List.of());
    }

    /** A rule that leaves lines as they are, candidates of all types and transports unless it names some. */
    public RewriteRule keep() {
        return new RewriteRule(this, RewriteRule.Action.KEEP, List.of());
    }

    private RewriteRule rule(RewriteRule.Action action, PublicAddress first, PublicAddress[] others) {
        return new RewriteRule(
                this, action, Stream.concat(Stream.of(first), Stream.of(others)).toList());
    }

    private static boolean maps(RewriteRule.Action action) {
        return action == RewriteRule.Action.REPLACE || action == RewriteRule.Action.APPEND;
    }

    EnumSet<CandidateTransport> transports(RewriteRule.Action action) {
        if (transports != null) {
            return EnumSet.copyOf(transports);
        }
        return maps(action) ? EnumSet.copyOf(CONNECTABLE) : EnumSet.allOf(CandidateTransport.class);
    }

    EnumSet<CandidateType> types(RewriteRule.Action action) {
        if (types != null) {
            return EnumSet.copyOf(types);
        }
        return maps(action) ? EnumSet.of(CandidateType.HOST) : EnumSet.allOf(CandidateType.class);
    }

    List<AddressRange> effectiveRanges() {
        if (ranges == null && !hostNames.isEmpty()) {
            return List.of();
        }
        List<AddressRange> named = ranges == null ? PrivateAddresses.defaults() : ranges;
        List<AddressRange> ofFamily = named.stream()
                .filter(range -> family == null || range.family() == family)
                .toList();
        if (ofFamily.isEmpty()) {
            throw new IllegalArgumentException(
                    "rule \"" + name + "\" can never match: none of its ranges " + named + " is " + family);
        }
        return ofFamily;
    }
}
