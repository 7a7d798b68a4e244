package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.PublicAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to match and what to do. Immutable; made by a {@link RewriteRuleBuilder}.
 *
 * <pre>{@code
 * RewriteRule.named("media").ports(10111, 10115)
 *         .replaceWith(PublicAddress.of("51.161.209.200", PortMapping.offset(10000)));
 * RewriteRule.named("docker").ranges("172.17.0.0/16").drop();
 * }</pre>
 *
 * <p>Everything that a rule names must match; what it does not name matches anything, with four exceptions: by default
 * a rule matches {@linkplain PrivateAddresses#defaults() private addresses}, host candidates, and all transports but
 * active TCP; and one that replaces or appends matches an address only if it has a public address of the same family
 * whose port mapping covers the port. A line without a port (0 or 9, {@code o=}) matches whatever the ports.
 * {@code c=}, {@code m=} and {@code a=rtcp} count as the candidate whose address and port they have, or else as a host
 * candidate.
 */
public final class RewriteRule {
    /** What a rule does with what it matches. */
    public enum Action {
        /** Replaces the local address and port by the public ones. */
        REPLACE,
        /**
         * Keeps a host candidate and adds a server-reflexive one beside it. {@code c=}, {@code m=} and {@code a=rtcp}
         * have room for one address only and get the public one.
         */
        APPEND,
        /** Removes a candidate. The description needs its other lines, so they stay. */
        DROP,
        /** Leaves the line as it is; for an exception in front of a wider rule. */
        KEEP
    }

    final String name;
    final List<AddressRange> ranges;
    private final RangeSet rangeSet;
    final EnumSet<CandidateTransport> transports;
    final EnumSet<CandidateType> types;
    final int firstPort;
    final int lastPort;
    final Set<String> mids;
    final Set<String> kinds;
    private final boolean anySection;
    final Action action;
    final List<PublicAddress> targets;

    RewriteRule(RewriteRuleBuilder builder, Action action, List<PublicAddress> targets) {
        this.name = builder.name;
        this.ranges = builder.effectiveRanges();
        this.rangeSet = new RangeSet(ranges);
        this.transports = EnumSet.copyOf(builder.transports);
        this.types = EnumSet.copyOf(builder.types);
        this.firstPort = builder.firstPort;
        this.lastPort = builder.lastPort;
        this.mids = Set.copyOf(builder.mids);
        this.kinds = Set.copyOf(builder.kinds);
        this.anySection = mids.isEmpty() && kinds.isEmpty();
        this.action = action;
        this.targets = List.copyOf(targets);
    }

    /** Starts a rule; its name appears in reports and messages. */
    public static RewriteRuleBuilder named(String name) {
        return new RewriteRuleBuilder(Objects.requireNonNull(name, "name"));
    }

    /** The rule's name. */
    public String name() {
        return name;
    }

    /** What the rule does. */
    public Action action() {
        return action;
    }

    /** The public addresses, of which the first of each family is preferred; empty for DROP and KEEP. */
    public List<PublicAddress> publicAddresses() {
        return targets;
    }

    /**
     * A decision with this rule when it matches; otherwise one without a rule, whose reason is the first thing that
     * does not match.
     *
     * @param address not IPv4-mapped
     * @param port 0 where there is none
     */
    Decision decide(
            IpAddress address,
            int port,
            @Nullable CandidateTransport transport,
            CandidateType type,
            @Nullable Section section) {
        if (!covers(address)) {
            return Decision.NOT_COVERED;
        }
        if (!types.contains(type)) {
            return Decision.kept(Reason.TYPE_NOT_COVERED);
        }
        if (transport == null || !transports.contains(transport)) {
            return Decision.kept(Reason.TRANSPORT_NOT_COVERED);
        }
        if (!matchesSection(section)) {
            return Decision.kept(Reason.SECTION_NOT_COVERED);
        }
        if (port != 0 && (port < firstPort || port > lastPort)) {
            return Decision.kept(Reason.PORT_NOT_COVERED);
        }
        return switch (action) {
            case KEEP -> new Decision(Reason.KEPT_BY_RULE, this, null, null);
            case DROP -> new Decision(Reason.DROPPED_BY_RULE, this, null, null);
            case REPLACE, APPEND -> {
                PublicAddress target = target(0, address.family(), port, transport);
                yield target == null
                        ? Decision.kept(
                                hasFamily(address.family()) ? Reason.PORT_NOT_MAPPED : Reason.FAMILY_NOT_COVERED)
                        : new Decision(Reason.ADDRESS_REPLACED, this, target, transport.ports(target));
            }
        };
    }

    private boolean hasFamily(AddressFamily family) {
        return targets.stream().anyMatch(target -> target.family() == family);
    }

    /** Whether one of the ranges contains the address. */
    boolean covers(IpAddress address) {
        return rangeSet.contains(address);
    }

    /**
     * The public address with this rank, from 0, among those of the family that cover the port; null when there are
     * fewer.
     */
    @Nullable
    PublicAddress target(int rank, AddressFamily family, int port, CandidateTransport transport) {
        int before = 0;
        for (PublicAddress target : targets) {
            if (target.family() == family
                    && (port == 0 || transport.ports(target).mapOrZero(port) != 0)
                    && before++ == rank) {
                return target;
            }
        }
        return null;
    }

    private boolean matchesSection(@Nullable Section section) {
        return anySection
                || (section != null
                        && (mids.isEmpty() || mids.contains(section.mid()))
                        && (kinds.isEmpty() || kinds.contains(section.kind())));
    }

    @Override
    public String toString() {
        return name + ": " + action + " " + ranges;
    }
}
