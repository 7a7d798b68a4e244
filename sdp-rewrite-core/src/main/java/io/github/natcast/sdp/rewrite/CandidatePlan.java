package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.internal.LineKind;
import io.github.natcast.sdp.internal.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides on the candidates of one section: each by the rules, then those that would be alike (RFC 8445 §5.1.3), then
 * those to add. Confined to one rewriting.
 */
final class CandidatePlan {
    private final String text;
    private final Policy policy;
    private final PortClaims claims;
    private final Section section;
    private final boolean iceLite;
    private final List<CandidateLine> local;
    private final List<CandidateLine> extra = new ArrayList<>(0);
    final List<Step> additions = new ArrayList<>(0);

    CandidatePlan(String text, Policy policy, PortClaims claims, Section section, boolean iceLite) {
        this.text = text;
        this.policy = policy;
        this.claims = claims;
        this.section = section;
        this.local = section.candidates;
        this.iceLite = iceLite;
    }

    /** Asks the rules about each candidate. */
    CandidatePlan ask() {
        for (CandidateLine candidate : local) {
            candidate.verdict = verdict(candidate);
        }
        return this;
    }

    /** Keeps what a target would replace that breaks the row of ports of m=, which stays then. */
    void keepRow() {
        for (CandidateLine line : local) {
            Target target = line.verdict.target();
            if (target != null && section.breaks(target, section.port())) {
                line.verdict = Verdict.kept(Reason.PORTS_NOT_CONTIGUOUS);
            }
        }
    }

    /** Settles what the peer will see. */
    CandidatePlan settle(boolean injects) {
        boolean changed = false;
        int most = policy.injected().size();
        for (CandidateLine candidate : local) {
            RewriteRule rule = candidate.verdict.rule();
            changed |= candidate.verdict.maps();
            most += rule == null ? 1 : 1 + rule.placeCount();
            show(candidate);
        }
        if (changed || (injects && !policy.injected().isEmpty())) {
            TransportAddresses taken = new TransportAddresses(most);
            settleDuplicates(taken);
            addFurther(taken);
            if (injects) {
                inject(taken);
            }
        }
        return this;
    }

    private Verdict verdict(CandidateLine line) {
        if (line.exempt == Reason.HOST_NAME) {
            String name = text.substring(line.addressStart, line.addressEnd);
            Verdict verdict =
                    policy.rules().decide(Subject.named(name, line.port, line.transport, line.type, section), claims);
            return verdict.rule() == null && policy.dropHostNames() ? Verdict.kept(Reason.HOST_NAME_DROPPED) : verdict;
        }
        if (line.exempt != null || line.ip == null) {
            return Verdict.kept(line.exemption());
        }
        Verdict verdict = policy.rules().decide(subject(line), claims);
        return uncovered(policy, verdict, line.ip) ? Verdict.kept(Reason.UNCOVERED_DROPPED) : verdict;
    }

    static boolean uncovered(Policy policy, Verdict verdict, IpAddress address) {
        return policy.dropUncovered()
                && verdict.rule() == null
                && verdict.reason() != Reason.ALREADY_PUBLIC
                && AddressScope.ofOrNull(address) != null;
    }

    private Subject subject(CandidateLine line) {
        IpAddress ip = line.ip;
        return ip == null
                ? Subject.named(
                        text.substring(line.addressStart, line.addressEnd),
                        line.port,
                        line.transport,
                        line.type,
                        section)
                : Subject.candidate(ip, line.port, line.transport, line.type, section);
    }

    private static void show(CandidateLine line) {
        Target target = line.verdict.target();
        if (line.verdict.drops() || line.exempt == Reason.MALFORMED) {
            return;
        }
        boolean replaced = line.verdict.replaces() && target != null;
        IpAddress plain = line.ip == null ? null : line.ip.unmapped();
        line.shownAddress = target != null && replaced ? target.address : plain;
        line.shownPort = replaced ? line.verdict.portOr(line.port) : line.port;
    }

    private void settleDuplicates(TransportAddresses taken) {
        for (CandidateLine line : local) {
            if (line.shownAddress == null) {
                continue;
            }
            CandidateLine rival = taken.putIfAbsent(line);
            // Other transports are not told apart.
            boolean known = line.transport != CandidateTransport.OTHER;
            if (rival != null && known && (line.verdict.replaces() || rival.verdict.replaces())) {
                boolean stronger = keepsSinglePort(line, rival)
                        || (line.priority > rival.priority && !keepsSinglePort(rival, line));
                (stronger ? rival : line).duplicate = true;
                if (stronger) {
                    taken.replace(line);
                }
            }
        }
    }

    /**
     * Whether the line outdoes one like it whatever their priorities: it has a single public port, which a reflexive
     * candidate would not say when the text is rewritten again.
     */
    private boolean keepsSinglePort(CandidateLine line, CandidateLine rival) {
        RuleSet rules = policy.rules();
        return rules.hasSinglePorts() && rules.mapsType(line.type) && !rules.mapsType(rival.type);
    }

    private void addFurther(TransportAddresses taken) {
        for (CandidateLine line : local) {
            RewriteRule rule = line.verdict.rule();
            Target first = line.verdict.target();
            if (rule == null || first == null) {
                continue;
            }
            Subject subject = subject(line);
            boolean append = line.verdict.keepsLocal();
            int rank = -1;
            boolean added = false;
            for (int place = 0; place < rule.placeCount(); place++) {
                Target target = rule.targetInOrder(subject, place);
                int port = target == null ? -1 : target.port(subject.port, line.transport, claims);
                if (target == null || port < 0) {
                    continue;
                }
                rank++;
                if (target != first || append) {
                    added |= add(taken, line, rule, target, port == 0 ? line.port : port, rank, append, subject);
                }
            }
            if (append && !added) {
                line.verdict = new Verdict(Reason.ALREADY_A_CANDIDATE, rule, first, line.verdict.port(), true);
            }
        }
    }

    private boolean add(
            TransportAddresses taken,
            CandidateLine line,
            RewriteRule rule,
            Target target,
            int port,
            int rank,
            boolean append,
            Subject subject) {
        boolean otherFamily = subject.family != null && subject.family != target.family;
        boolean reflexive = append && !otherFamily && !iceLite && rule.appendedType() == CandidateType.SRFLX;
        long priority = AddedCandidate.priority(line, rule, rank, reflexive);
        CandidateLine shown = CandidateLine.added(line.component, line.transport, target.address, port, priority);
        CandidateLine rival = taken.putIfAbsent(shown);
        if (rival != null && !(line.verdict.replaces() && keepsSinglePort(line, rival))) {
            return false;
        }
        if (rival != null) {
            rival.duplicate = true;
            taken.replace(shown);
        }
        extra.add(shown);
        Reason reason = otherFamily
                ? Reason.OTHER_FAMILY_ADDED
                : append ? Reason.SERVER_REFLEXIVE_ADDED : Reason.FURTHER_ADDRESS_ADDED;
        String added = AddedCandidate.write(text, line, target, port, rank, reflexive, rule, policy.hideRelated());
        additions.add(Step.added(line, line.number, line.next, reason, rule, added));
        return true;
    }

    private void inject(TransportAddresses taken) {
        int rank = 0;
        for (InjectedCandidate injected : policy.injected()) {
            CandidateLine shown = CandidateLine.added(1, injected.transport(), injected.address(), injected.port(), 0);
            Line like = section.media;
            if (like != null && taken.putIfAbsent(shown) == null) {
                extra.add(shown);
                additions.add(Step.added(
                        like,
                        section.candidatesAfter,
                        section.candidatesAt,
                        Reason.INJECTED,
                        null,
                        injected.line(rank)));
            }
            rank++;
        }
    }

    /** The candidate of a component that a line's address and port, in the original, belong to. */
    @Nullable
    CandidateLine match(@Nullable IpAddress address, @Nullable String name, int port, int component) {
        CandidateLine found = null;
        for (CandidateLine line : local) {
            if (line.component != component || line.port != port || line.exempt == Reason.MALFORMED) {
                continue;
            }
            boolean alike = address != null
                    ? line.ip != null && line.ip.unmapped().equals(address.unmapped())
                    : name != null
                            && line.ip == null
                            && name.equalsIgnoreCase(text.substring(line.addressStart, line.addressEnd));
            if (alike && fits(line)) {
                return line;
            }
            found = alike && found == null ? line : found;
        }
        return found;
    }

    /** The candidate for RTCP that stays where c= leaves: the default destination must name it (RFC 8839 §4.2.1.2). */
    Destination keptRtcp(AddressLine connection, int port, Destination kept) {
        CandidateLine candidate = match(connection.ip, null, port, 2);
        return candidate == null || candidate.shownAddress == null || candidate.duplicate
                ? kept
                : new Destination(kept.reason(), kept.rule(), candidate.shownAddress, candidate.shownPort);
    }

    private boolean fits(CandidateLine line) {
        return (line.transport == CandidateTransport.UDP) == (section.transport() == CandidateTransport.UDP);
    }

    /** The best candidate of a component that the peer will see; null when none can be a default destination. */
    @Nullable
    CandidateLine best(int component, io.github.natcast.sdp.@Nullable AddressFamily preferred) {
        CandidateLine best = null;
        long bestRank = -1;
        for (List<CandidateLine> lines : List.of(local, extra)) {
            for (CandidateLine line : lines) {
                IpAddress shown = line.shownAddress;
                if (shown == null
                        || line.duplicate
                        || line.component != component
                        || line.transport == CandidateTransport.TCP_ACTIVE
                        || line.transport == CandidateTransport.OTHER
                        || !fits(line)
                        || shown.isUnspecified()
                        || !RuleSet.isMappable(line.shownPort)) {
                    continue;
                }
                boolean open = policy.rules().isPublic(shown) || AddressScope.ofOrNull(shown) == null;
                long rank = (open ? 2L << 40 : 0) + (shown.family() == preferred ? 1L << 40 : 0) + line.priority;
                if (rank > bestRank) {
                    best = line;
                    bestRank = rank;
                }
            }
        }
        return best;
    }

    boolean hasComponent(int component) {
        for (CandidateLine line : local) {
            if (line.component == component && line.exempt != Reason.MALFORMED) {
                return true;
            }
        }
        return false;
    }

    boolean usesIce() {
        return section.hasCandidates() || section.hasUfrag;
    }

    /** Whether the line may not stay as it is. */
    boolean changes(CandidateLine line) {
        return line.duplicate || line.verdict.drops() || line.verdict.replaces() || policy.hideRelated();
    }

    Step step(CandidateLine line) {
        Verdict verdict = line.verdict;
        if (line.duplicate) {
            return Step.dropped(line, Reason.DUPLICATE_DROPPED, verdict.rule());
        }
        if (verdict.drops()) {
            return Step.dropped(line, verdict.reason(), verdict.rule());
        }
        Target target = verdict.target();
        Reason reason = verdict.reason();
        List<Step.Edit> edits = verdict.replaces() || policy.hideRelated() ? new ArrayList<>(2) : List.of();
        if (verdict.replaces() && target != null) {
            // Plain IPv4 even for an IPv4-mapped one, which RFC 8445 §5.1.1.1 wants in no candidate.
            Step.edit(edits, text, line.addressStart, line.addressEnd, target.address.toString());
            if (line.shownPort != line.port) {
                Step.edit(edits, text, line.portStart, line.portEnd, Integer.toString(line.shownPort));
            }
        } else if (verdict.maps() && reason == Reason.ADDRESS_REPLACED) {
            reason = Reason.KEPT_BY_RULE;
        }
        if (line.exempt != Reason.MALFORMED) {
            reason = related(line, edits, reason);
        }
        return Step.ofLine(line, reason, verdict.rule(), edits);
    }

    private Reason related(CandidateLine line, List<Step.Edit> edits, Reason reason) {
        if (policy.hideRelated()) {
            List<Step.Edit> hidden = RelatedAddress.hide(text, line.portEnd, line.end);
            boolean only = edits.isEmpty() && !hidden.isEmpty();
            edits.addAll(hidden);
            return only ? Reason.RELATED_ADDRESS_HIDDEN : reason;
        }
        boolean plain = !line.verdict.maps()
                && line.verdict.rule() == null
                && (line.ip == null || AddressScope.ofOrNull(line.ip) == null);
        if (!plain || line.kind != LineKind.CANDIDATE) {
            return reason;
        }
        TokenCursor tokens = new TokenCursor(text, line.portEnd, line.end);
        while (tokens.advance()) {
            if (tokens.is("raddr") && tokens.advance()) {
                IpAddress related = IpAddress.parseOrNull(text, tokens.start(), tokens.end());
                return policy.rules().covers(related) ? Reason.RELATED_ADDRESS_KEPT : reason;
            }
        }
        return reason;
    }
}
