package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.topology.PublicAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides on the candidates of one section, no two of which may become alike (RFC 8445 §5.1.3). Confined to one
 * rewriting.
 */
final class CandidateGroup {
    private final RuleSet rules;
    private final boolean dropHostNames;
    private final Section section;

    CandidateGroup(RuleSet rules, boolean dropHostNames, Section section) {
        this.rules = rules;
        this.dropHostNames = dropHostNames;
        this.section = section;
    }

    /** A candidate to add after {@code line}. */
    record Addition(AddressLine line, PublicAddress target, Reason reason, int rank) {}

    /** Sets the decision of each candidate line; returns the candidates to add, in order. */
    List<Addition> decide() {
        boolean changed = false;
        int mostAddresses = 0;
        for (AddressLine line : section.lines) {
            if (line.kind == AddressLine.Kind.CANDIDATE) {
                line.decision = decide(line);
                changed |= line.decision.replaces();
                RewriteRule rule = line.decision.rule();
                mostAddresses += rule == null ? 1 : 1 + rule.targets.size();
            }
        }
        return changed ? settleDuplicates(new TransportAddresses(mostAddresses)) : List.of();
    }

    private Decision decide(AddressLine line) {
        if (line.exempt == Reason.HOST_NAME && dropHostNames) {
            return Decision.kept(Reason.HOST_NAME_DROPPED);
        }
        if (line.exempt != null || line.ip == null) {
            return Decision.kept(line.exemption());
        }
        return rules.decide(line.ip, line.port, line.transport, line.type, section);
    }

    private List<Addition> settleDuplicates(TransportAddresses taken) {
        boolean adds = false;
        for (AddressLine line : section.lines) {
            if (line.kind != AddressLine.Kind.CANDIDATE
                    || line.ip == null
                    || line.exempt != null
                    || line.decision.drops()) {
                continue;
            }
            boolean replaced = replacesLine(line);
            PublicAddress target = line.decision.target();
            line.shownAddress = replaced && target != null ? target.address() : line.ip.unmapped();
            line.shownPort = replaced ? line.decision.mapPort(line.port) : line.port;
            AddressLine rival = taken.putIfAbsent(line);
            if (rival != null && (replaced || replacesLine(rival))) {
                boolean stronger = line.priority > rival.priority;
                AddressLine weaker = stronger ? rival : line;
                weaker.decision = new Decision(Reason.DUPLICATE_DROPPED, weaker.decision.rule(), null, null);
                if (stronger) {
                    taken.replace(line);
                }
            }
            RewriteRule rule = line.decision.rule();
            adds |= rule != null && (rule.action == RewriteRule.Action.APPEND || rule.targets.size() > 1);
        }
        return adds ? additions(taken) : List.of();
    }

    private List<Addition> additions(TransportAddresses taken) {
        List<Addition> additions = new ArrayList<>();
        for (AddressLine line : section.lines) {
            RewriteRule rule = line.decision.rule();
            CandidateTransport transport = line.transport;
            boolean candidate = line.kind == AddressLine.Kind.CANDIDATE && line.decision.replaces();
            if (!candidate || line.ip == null || rule == null || transport == null) {
                continue;
            }
            boolean append = rule.action == RewriteRule.Action.APPEND;
            Reason reason = append ? Reason.SERVER_REFLEXIVE_ADDED : Reason.FURTHER_ADDRESS_ADDED;
            int port = RuleSet.isMappable(line.port) ? line.port : 0;
            AddressFamily family = line.ip.unmapped().family();
            int rank = append ? 0 : 1;
            int before = additions.size();
            PublicAddress target;
            for (; (target = rule.target(rank, family, port, transport)) != null; rank++) {
                AddressLine added = new AddressLine(line.kind, line.number, line.start, line.end, line.next);
                added.component = line.component;
                added.transport = transport;
                added.shownAddress = target.address();
                added.shownPort =
                        port == 0 ? line.port : transport.ports(target).mapOrZero(port);
                if (taken.putIfAbsent(added) == null) {
                    additions.add(new Addition(line, target, reason, rank));
                }
            }
            if (append && additions.size() == before) {
                line.decision = new Decision(Reason.ALREADY_A_CANDIDATE, rule, null, null);
            }
        }
        return additions;
    }

    /** Whether the line itself gets another address; APPEND leaves it as it is. */
    static boolean replacesLine(AddressLine line) {
        RewriteRule rule = line.decision.rule();
        return line.decision.replaces() && rule != null && rule.action == RewriteRule.Action.REPLACE;
    }
}
