package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.internal.CandidateSyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides the candidates of one section, which must not become alike (RFC 8445 §5.1.3). Confined to one rewriting. */
final class CandidateGroup {
    private final RuleSet rules;
    private final boolean dropHostNames;
    private final Section section;

    CandidateGroup(RuleSet rules, boolean dropHostNames, Section section) {
        this.rules = rules;
        this.dropHostNames = dropHostNames;
        this.section = section;
    }

    /** What two candidates may not share. */
    private record Key(int component, @Nullable CandidateTransport transport, IpAddress address, int port) {}

    /** A candidate to add after {@code line}. */
    record Addition(AddressLine line, PublicAddress target, Reason reason, int rank) {}

    /** Sets the decision of each candidate line; returns the candidates to add, in order. */
    List<Addition> decide() {
        boolean changed = false;
        for (AddressLine line : section.lines) {
            CandidateSyntax candidate = line.candidate;
            if (candidate != null) {
                line.decision = decide(line, candidate);
                changed |= line.decision.replaces();
            }
        }
        return changed ? settleDuplicates() : List.of();
    }

    private Decision decide(AddressLine line, CandidateSyntax candidate) {
        if (line.exempt == Reason.HOST_NAME && dropHostNames) {
            return Decision.kept(Reason.HOST_NAME_DROPPED);
        }
        if (line.exempt != null || line.ip == null) {
            return Decision.kept(line.exempt == null ? Reason.MALFORMED : line.exempt);
        }
        return rules.decide(line.ip, line.port, CandidateTransport.of(candidate), candidate.type(), section);
    }

    private List<Addition> settleDuplicates() {
        Map<Key, AddressLine> taken = new HashMap<>();
        for (AddressLine line : section.lines) {
            CandidateSyntax candidate = line.candidate;
            if (candidate == null || line.ip == null || line.exempt != null || line.decision.drops()) {
                continue;
            }
            AddressLine rival = taken.putIfAbsent(keyOf(line, candidate, line.ip), line);
            if (rival != null && rival.candidate != null && (replacesLine(line) || replacesLine(rival))) {
                boolean stronger = candidate.priority > rival.candidate.priority;
                AddressLine weaker = stronger ? rival : line;
                weaker.decision = new Decision(Reason.DUPLICATE_DROPPED, weaker.decision.rule(), null, null);
                if (stronger) {
                    taken.put(keyOf(line, candidate, line.ip), line);
                }
            }
        }
        return additions(taken);
    }

    private List<Addition> additions(Map<Key, AddressLine> taken) {
        List<Addition> additions = new ArrayList<>();
        for (AddressLine line : section.lines) {
            RewriteRule rule = line.decision.rule();
            CandidateTransport transport = line.decision.transport();
            if (line.candidate == null || line.ip == null || rule == null || transport == null) {
                continue;
            }
            boolean append = rule.action == RuleAction.APPEND;
            int port = RuleSet.isMappable(line.port) ? line.port : 0;
            List<PublicAddress> targets = rule.targets(line.ip.unmapped().family(), port, transport);
            for (int rank = append ? 0 : 1; rank < targets.size(); rank++) {
                PublicAddress target = targets.get(rank);
                int mapped = port == 0 ? line.port : target.ports(transport).mapOrZero(port);
                Key key = new Key(line.candidate.component, transport, target.address(), mapped);
                if (taken.putIfAbsent(key, line) == null) {
                    Reason reason = append ? Reason.SERVER_REFLEXIVE_ADDED : Reason.FURTHER_ADDRESS_ADDED;
                    additions.add(new Addition(line, target, reason, rank));
                }
            }
        }
        return additions;
    }

    /** Whether the line itself gets another address; with APPEND it does not. */
    static boolean replacesLine(AddressLine line) {
        RewriteRule rule = line.decision.rule();
        return line.decision.replaces() && rule != null && rule.action == RuleAction.REPLACE;
    }

    private static Key keyOf(AddressLine line, CandidateSyntax candidate, IpAddress local) {
        PublicAddress target = line.decision.target();
        CandidateTransport transport = CandidateTransport.of(candidate);
        return target != null && replacesLine(line)
                ? new Key(candidate.component, transport, target.address(), line.decision.mapPort(line.port))
                : new Key(candidate.component, transport, local.unmapped(), line.port);
    }
}
