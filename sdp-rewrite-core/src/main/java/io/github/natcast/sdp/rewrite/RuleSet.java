package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.PublicAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules that apply, in their order; the first that matches decides. Immutable. */
final class RuleSet {
    private final RewriteRule[] rules;
    private final IpAddress[] publicAddresses;
    /** What any of the rules covers: one look for the many addresses that none does. */
    private final RangeSet ranges;

    private final boolean singlePorts;

    /** @param injected candidates that are added besides; their addresses are public, too */
    RuleSet(List<RewriteRule> rules, List<InjectedCandidate> injected) {
        this.rules = rules.toArray(RewriteRule[]::new);
        this.publicAddresses = Stream.concat(
                        rules.stream()
                                .flatMap(rule -> rule.publicAddresses().stream())
                                .map(PublicAddress::address),
                        injected.stream().map(InjectedCandidate::address))
                .distinct()
                .toArray(IpAddress[]::new);
        this.ranges = new RangeSet(rules.stream()
                .flatMap(rule -> rule.ranges().stream())
                .distinct()
                .toList());
        this.singlePorts = rules.stream()
                .flatMap(rule -> rule.publicAddresses().stream())
                .anyMatch(address -> address.udp().isFixed() || address.tcp().isFixed());
    }

    /** Whether some public address has one port for all local ones. */
    boolean hasSinglePorts() {
        return singlePorts;
    }

    /** 0 is "rejected", 9 is "none yet" (RFC 8840 §4.1.1) or active TCP (RFC 6544 §4.5). */
    static boolean isMappable(int port) {
        return port != 0 && port != 9;
    }

    RuleSet withTarget(IpAddress old, IpAddress replacement, List<InjectedCandidate> injected) {
        return new RuleSet(
                Stream.of(rules).map(rule -> rule.withTarget(old, replacement)).toList(), injected);
    }

    /** Whether the address, which is not IPv4-mapped, is a configured public one. */
    boolean isPublic(IpAddress address) {
        // Otherwise a second pass would map a public address inside a covered range again, as between nested NATs.
        for (IpAddress publicAddress : publicAddresses) {
            if (publicAddress.equals(address)) {
                return true;
            }
        }
        return false;
    }

    /** Whether some rule puts public addresses into candidates of this type. */
    boolean mapsType(CandidateType type) {
        for (RewriteRule rule : rules) {
            if (!rule.publicAddresses().isEmpty() && rule.types().contains(type)) {
                return true;
            }
        }
        return false;
    }

    /** Whether some rule appends this transport address, and all local ports to the one public port. */
    boolean appendsOnePort(IpAddress address, int port, CandidateTransport transport) {
        for (RewriteRule rule : rules) {
            if (rule.appendsOnePort(address, port, transport)) {
                return true;
            }
        }
        return false;
    }

    /** The verdict of the first rule that matches; without one, the last obstacle that any rule met. */
    Verdict decide(Subject subject, PortClaims claims) {
        IpAddress address = subject.address;
        if (address != null) {
            // Only a candidate says by 0.0.0.0 that its socket is bound to all addresses; elsewhere it says "none".
            if (address.isUnspecified() && (!subject.candidate || subject.port == 0)) {
                return Verdict.kept(Reason.UNSPECIFIED_ADDRESS);
            }
            if (address.isMulticast()) {
                return Verdict.kept(Reason.MULTICAST);
            }
            if (isPublic(address)) {
                return Verdict.kept(Reason.ALREADY_PUBLIC);
            }
            if (!ranges.contains(address)) {
                return address.isUnspecified() ? Verdict.kept(Reason.UNSPECIFIED_ADDRESS) : Verdict.NOT_COVERED;
            }
        }
        Verdict furthest = subject.hostName == null ? Verdict.NOT_COVERED : Verdict.kept(Reason.HOST_NAME);
        for (RewriteRule rule : rules) {
            Verdict verdict = rule.decide(subject, claims);
            if (verdict.rule() != null) {
                return verdict;
            }
            if (isFurther(verdict.reason(), furthest.reason())) {
                furthest = verdict;
            }
        }
        return address != null && address.isUnspecified() && furthest.reason() == Reason.ADDRESS_NOT_COVERED
                ? Verdict.kept(Reason.UNSPECIFIED_ADDRESS)
                : furthest;
    }

    private static boolean isFurther(Reason reason, Reason than) {
        return reason != Reason.HOST_NAME && (than == Reason.HOST_NAME || reason.compareTo(than) > 0);
    }

    /** Whether the ranges of any rule contain the address. */
    boolean covers(@Nullable IpAddress address) {
        return address != null && ranges.contains(address.unmapped());
    }

    @Override
    public String toString() {
        return Arrays.toString(rules);
    }
}
