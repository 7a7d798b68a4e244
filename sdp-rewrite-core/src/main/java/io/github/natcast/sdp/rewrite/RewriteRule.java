package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PortRange;
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
 * RewriteRule.named("neighbours").peers("192.168.1.0/24").keep();
 * }</pre>
 *
 * <p>Everything that a rule names must match; what it does not name matches anything, with these exceptions: by default
 * a rule matches {@linkplain PrivateAddresses#defaults() private addresses}; one that replaces or appends matches host
 * candidates of all transports but active TCP and unknown ones, and an address only if it has a public address of the
 * same family, or for both, whose port mapping covers the port. A line without a port (0 or 9, {@code o=}) matches
 * whatever the ports. {@code c=}, {@code m=} and {@code a=rtcp} go with the candidate whose address and port they have,
 * and count as a host candidate where there is none.
 */
public final class RewriteRule {
    /** What a rule does with what it matches. */
    public enum Action {
        /** Replaces the local address and port by the public ones. */
        REPLACE,
        /**
         * Keeps a host candidate and adds one with the public address beside it. {@code c=}, {@code m=} and
         * {@code a=rtcp} have room for one address only and get the public one. A loopback or unspecified address is
         * replaced, since nobody else can use it.
         */
        APPEND,
        /**
         * Removes a candidate. {@code c=}, {@code m=} and {@code a=rtcp} that had its address move to the best
         * candidate that is left, or to none. The description needs its other lines, so they stay, and so do these
         * where the section does not use ICE.
         */
        DROP,
        /** Leaves the line as it is; for an exception in front of a wider rule. */
        KEEP
    }

    private final RuleMatch match;
    private final Action action;
    private final List<PublicAddress> publicAddresses;
    private final Target[] targets;
    private final CandidateType appendedType;
    private final int appendedPreference;

    RewriteRule(RewriteRuleBuilder builder, Action action, List<PublicAddress> publicAddresses) {
        this(RuleMatch.of(builder, action), action, publicAddresses, builder.appendedType, builder.appendedPreference);
    }

    private RewriteRule(
            RuleMatch match,
            Action action,
            List<PublicAddress> publicAddresses,
            CandidateType appendedType,
            int appendedPreference) {
        this.match = match;
        this.action = action;
        this.publicAddresses = List.copyOf(publicAddresses);
        this.targets = publicAddresses.stream().map(Target::new).toArray(Target[]::new);
        this.appendedType = appendedType;
        this.appendedPreference = appendedPreference;
    }

    /** Starts a rule; its name appears in reports and messages. */
    public static RewriteRuleBuilder named(String name) {
        return new RewriteRuleBuilder(Objects.requireNonNull(name, "name"));
    }

    /** The rule's name. */
    public String name() {
        return match.name();
    }

    /** What the rule does. */
    public Action action() {
        return action;
    }

    /** The public addresses, of which the first of each family is preferred; empty for DROP and KEEP. */
    public List<PublicAddress> publicAddresses() {
        return publicAddresses;
    }

    /** The addresses that it matches; empty when it matches host names only. */
    public List<AddressRange> ranges() {
        return match.ranges();
    }

    /** The patterns of the host names that it matches, in lower case; empty when it matches addresses only. */
    public Set<String> hostNames() {
        return match.hostNames();
    }

    /** The transports that it matches. */
    public Set<CandidateTransport> transports() {
        return EnumSet.copyOf(match.transports());
    }

    /** The candidate types that it matches. */
    public Set<CandidateType> types() {
        return EnumSet.copyOf(match.types());
    }

    /** The local ports that it matches. */
    public PortRange ports() {
        return new PortRange(match.firstPort(), match.lastPort());
    }

    /** The mids of the sections in which it matches; empty for all. */
    public Set<String> mids() {
        return match.mids();
    }

    /** The kinds of media section in which it matches; empty for all. */
    public Set<String> kinds() {
        return match.kinds();
    }

    /** The peers for which it is; empty for all. */
    public List<AddressRange> peers() {
        return match.peers();
    }

    RuleMatch match() {
        return match;
    }

    /** The type of an added candidate. */
    CandidateType appendedType() {
        return appendedType;
    }

    /** The type preference of an added candidate; -1 for the usual one. */
    int appendedPreference() {
        return appendedPreference;
    }

    boolean isFor(@Nullable IpAddress peer) {
        return match.peers().isEmpty()
                || (peer != null && match.peers().stream().anyMatch(range -> range.contains(peer)));
    }

    /** This rule with another public address in the place of {@code old}. */
    RewriteRule withTarget(IpAddress old, IpAddress replacement) {
        if (publicAddresses.stream().noneMatch(each -> each.address().equals(old))) {
            return this;
        }
        List<PublicAddress> replaced = publicAddresses.stream()
                .map(each -> each.address().equals(old)
                        ? new PublicAddress(replacement, each.udp(), each.tcp(), each.bothFamilies())
                        : each)
                .toList();
        return new RewriteRule(match, action, replaced, appendedType, appendedPreference);
    }

    /**
     * A verdict with this rule when it matches; otherwise one without a rule, whose reason is the first thing that does
     * not match.
     */
    Verdict decide(Subject subject, @Nullable PortClaims claims) {
        Reason mismatch = match.mismatch(subject);
        if (mismatch != null) {
            return Verdict.kept(mismatch);
        }
        return switch (action) {
            case KEEP -> Verdict.of(Reason.KEPT_BY_RULE, this);
            case DROP -> Verdict.of(Reason.DROPPED_BY_RULE, this);
            case REPLACE, APPEND -> map(subject, claims);
        };
    }

    private Verdict map(Subject subject, @Nullable PortClaims claims) {
        Reason obstacle = Reason.FAMILY_NOT_COVERED;
        for (int i = 0; i < 2 * targets.length; i++) {
            Target target = targetInOrder(subject, i);
            if (target == null) {
                continue;
            }
            if (subject.needsSeveralPorts() && target.ports(subject.transport).isFixed()) {
                obstacle = Reason.PORTS_NOT_CONTIGUOUS;
                continue;
            }
            int port = target.port(subject.port, subject.transport, claims);
            if (port >= 0) {
                boolean keepsLocal = action == Action.APPEND && !subject.isUselessToOthers();
                return new Verdict(Reason.ADDRESS_REPLACED, this, target, port, keepsLocal);
            }
            if (obstacle == Reason.FAMILY_NOT_COVERED || obstacle == Reason.PORT_NOT_MAPPED) {
                obstacle = port == Target.SHARED ? Reason.PORT_SHARED : Reason.PORT_NOT_MAPPED;
            }
        }
        // What it would add beside this one is there, for another socket or, in a text rewritten again, for this one.
        boolean stays = action == Action.APPEND && subject.candidate && !subject.isUselessToOthers();
        boolean beside = stays && obstacle == Reason.PORT_SHARED;
        return beside ? Verdict.of(obstacle, this) : Verdict.kept(obstacle);
    }

    /** Whether this transport address stands for all local ports in candidates that the rule adds. */
    boolean appendsOnePort(IpAddress address, int port, CandidateTransport transport) {
        if (action == Action.APPEND) {
            for (Target target : targets) {
                PortMapping ports = target.ports(transport);
                if (ports.isFixed() && ports.mapOrZero(port) == port && target.address.equals(address)) {
                    return true;
                }
            }
        }
        return false;
    }

    int placeCount() {
        return 2 * targets.length;
    }

    /**
     * The public address in this place of the order of preference: those of the subject's family first, then those that
     * serve both; null when there is none in this place.
     */
    @Nullable
    Target targetInOrder(Subject subject, int place) {
        boolean other = place >= targets.length;
        Target target = targets[other ? place - targets.length : place];
        if (subject.family == null) {
            return other ? null : target;
        }
        if (target.family == subject.family) {
            return other ? null : target;
        }
        return other && target.bothFamilies && subject.candidate ? target : null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RewriteRule that
                && match.equals(that.match)
                && action == that.action
                && publicAddresses.equals(that.publicAddresses)
                && appendedType == that.appendedType
                && appendedPreference == that.appendedPreference;
    }

    @Override
    public int hashCode() {
        return Objects.hash(match, action, publicAddresses, appendedType, appendedPreference);
    }

    /** All that it matches and does, without what matches by default: {@code docker: DROP 172.17.0.0/16}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(name()).append(": ").append(action);
        for (PublicAddress address : publicAddresses) {
            out.append(' ').append(address.address());
            out.append(
                    address.udp().equals(address.tcp())
                            ? "[" + address.udp() + "]"
                            : "[udp " + address.udp() + ", tcp " + address.tcp() + "]");
            out.append(address.bothFamilies() ? " for both families" : "");
        }
        if (action == Action.APPEND && appendedType == CandidateType.HOST) {
            out.append(" as host");
        }
        if (appendedPreference >= 0) {
            out.append(" with type preference ").append(appendedPreference);
        }
        return out.append(match.described(action)).toString();
    }
}
