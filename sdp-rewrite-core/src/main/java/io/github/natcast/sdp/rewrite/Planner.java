package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.rewrite.Step.Edit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides on a text: candidates, then the default destination, which must be one of those that are left (RFC 8839
 * §4.2.1.2), then RTCP, then the other lines. Confined to one rewriting.
 */
final class Planner {
    private final String text;
    private final Policy policy;
    private final boolean explains;
    private final PortClaims claims = new PortClaims();
    private final List<Step> steps = new ArrayList<>();
    private @Nullable AddressLine inherited;
    private @Nullable Destination ofSession;
    private boolean sessionIce;

    /** @param explains whether the plan has the lines that stay, too, each with its reason */
    private Planner(String text, Policy policy, boolean explains) {
        this.text = text;
        this.policy = policy;
        this.explains = explains;
    }

    static Plan plan(String text, Policy policy) {
        return new Planner(text, policy, true).decide(DescriptionScanner.scan(text, true));
    }

    /** The plan without the lines that stay, which is enough to {@linkplain Plan#apply apply} it. */
    static Plan changes(String text, Policy policy) {
        return new Planner(text, policy, false).decide(DescriptionScanner.scan(text, policy.rewriteOrigin()));
    }

    static Plan planCandidate(String text, @Nullable String mid, Policy policy) {
        return new Planner(text, policy.withoutInjection(), true).decide(DescriptionScanner.scanCandidates(text, mid));
    }

    private Plan decide(List<Section> sections) {
        Section session = sections.get(0);
        inherited = session.connection;
        sessionIce = session.hasUfrag;
        if (policy.rules().hasSinglePorts()) {
            new ShownPorts(text, policy.rules(), claims, inherited).claim(sections);
        }
        List<CandidatePlan> candidates = new ArrayList<>(sections.size());
        List<Destination> destinations = new ArrayList<>(sections.size());
        for (Section section : sections) {
            boolean ice = sessionIce || section.hasCandidates() || section.hasUfrag;
            boolean injects = section.media != null && section.port() != 0 && ice;
            CandidatePlan plan = new CandidatePlan(text, policy, claims, section, session.iceLite).ask();
            if (section.portCount > 1 && destination(section, plan).reason() != Reason.DEFAULT_DESTINATION_MOVED) {
                plan.keepRow();
            }
            candidates.add(plan.settle(injects));
            Destination destination = destination(section, plan);
            destinations.add(destination);
            if (ofSession == null && inherits(section)) {
                ofSession = destination;
            }
        }
        for (int i = 0; i < sections.size(); i++) {
            steps(sections.get(i), candidates.get(i), destinations.get(i));
        }
        return new Plan(text, policy, steps);
    }

    private boolean inherits(Section section) {
        return section.media != null && section.connection == null && inherited != null && section.port() != 0;
    }

    private @Nullable AddressLine connectionOf(Section section) {
        return section.connection == null ? inherited : section.connection;
    }

    private Destination destination(Section section, CandidatePlan plan) {
        AddressLine connection = connectionOf(section);
        if (section.media == null || connection == null) {
            return Destination.kept(Verdict.NOT_COVERED);
        }
        return follow(section, plan, connection, section.port(), 1);
    }

    /** Where the pair of a line's address and a port leads: with its candidate, or by the rules. */
    private Destination follow(Section section, CandidatePlan plan, AddressLine line, int port, int component) {
        boolean named = line.exempt == Reason.HOST_NAME && line.addressStart >= 0;
        if (line.exempt != null && !named) {
            return Destination.kept(Verdict.kept(line.exempt));
        }
        String name = named ? text.substring(line.addressStart, line.addressEnd) : null;
        CandidateLine candidate = RuleSet.isMappable(port) ? plan.match(line.ip, name, port, component) : null;
        if (candidate != null) {
            Verdict verdict = candidate.verdict;
            Target target = verdict.target();
            if (verdict.drops()) {
                return moved(plan, line, port, component, verdict.rule());
            }
            return target == null
                    ? Destination.kept(verdict)
                    : new Destination(Reason.ADDRESS_REPLACED, verdict.rule(), target.address, verdict.portOr(port));
        }
        if (line.ip == null) {
            return Destination.kept(Verdict.kept(line.exemption()));
        }
        Verdict verdict = byRules(line.ip, port, section.transport(), section);
        boolean hold = verdict.reason() == Reason.UNSPECIFIED_ADDRESS;
        if (verdict.drops() || (!hold && CandidatePlan.uncovered(policy, verdict, line.ip))) {
            return plan.usesIce() || sessionIce
                    ? moved(plan, line, port, component, verdict.rule())
                    : new Destination(needed(verdict.reason()), verdict.rule(), null, 0);
        }
        Target target = verdict.target();
        if (target == null) {
            return Destination.kept(verdict);
        }
        if (component == 1 && section.breaks(target, port)) {
            return Destination.kept(Verdict.kept(Reason.PORTS_NOT_CONTIGUOUS));
        }
        return new Destination(Reason.ADDRESS_REPLACED, verdict.rule(), target.address, verdict.portOr(port));
    }

    private Destination moved(
            CandidatePlan plan, AddressLine line, int port, int component, @Nullable RewriteRule rule) {
        boolean ipv6 = line.ip != null && line.ip.family() == AddressFamily.IPV6;
        CandidateLine best =
                RuleSet.isMappable(port) ? plan.best(component, ipv6 ? AddressFamily.IPV6 : AddressFamily.IPV4) : null;
        Reason reason = Reason.DEFAULT_DESTINATION_MOVED;
        if (best == null || best.shownAddress == null) {
            return Destination.none(reason, rule, ipv6, RuleSet.isMappable(port) ? 9 : port);
        }
        // One that stays beside its public address leads there, as it does where it is the destination already.
        Target target = best.verdict.target();
        return target == null
                ? new Destination(reason, rule, best.shownAddress, best.shownPort)
                : new Destination(reason, rule, target.address, best.verdict.portOr(best.port));
    }

    private void steps(Section section, CandidatePlan plan, Destination destination) {
        int begin = steps.size();
        for (Line line : section.lines) {
            Step step = step(line, section, plan, destination);
            if (step != null) {
                steps.add(step);
            }
        }
        int local = steps.size();
        steps.addAll(plan.additions);
        addConnection(section, destination, steps);
        addRtcp(section, plan, destination, steps);
        if (steps.size() > local) {
            // Added lines go before the line that begins where they do.
            steps.subList(begin, steps.size())
                    .sort(Comparator.comparingInt(Step::position)
                            .thenComparing(step -> step.kind() == Decision.Kind.ADDED ? 0 : 1));
        }
    }

    private @Nullable Step step(Line line, Section section, CandidatePlan plan, Destination destination) {
        if (line instanceof CandidateLine candidate) {
            return explains || plan.changes(candidate) ? plan.step(candidate) : null;
        }
        if (!(line instanceof AddressLine address)) {
            return stays(line, line.exemption(), null);
        }
        return switch (line.kind) {
            case CONNECTION -> connection(address, section, destination);
            case MEDIA -> media(address, section, plan, destination);
            case RTCP -> rtcp(address, section, plan, destination);
            case ORIGIN -> origin(address);
            case SOURCE_FILTER -> sourceFilter(address, section);
            case ALTC, ALT -> pair(address, byRules(address, CandidateTransport.UDP, section));
            default -> stays(line, line.exemption(), null);
        };
    }

    private @Nullable Step connection(AddressLine line, Section section, Destination destination) {
        if (section.media == null && line == inherited && ofSession != null) {
            return pair(line, ofSession);
        }
        boolean first = line == section.connection && section.media != null;
        return pair(line, first ? destination : byRules(line, section.transport(), section));
    }

    private @Nullable Step media(AddressLine line, Section section, CandidatePlan plan, Destination destination) {
        if (line.exempt != null) {
            return stays(line, line.exempt, null);
        }
        List<Edit> edits = new ArrayList<>(1);
        int port = destination.portOr(line.port);
        if (port != line.port) {
            Step.edit(edits, text, line.portStart, line.portEnd, Integer.toString(port));
        }
        boolean lost = isRtcpLost(section, plan, destination);
        if (edits.isEmpty() && !lost && destination.reason() != Reason.PORTS_NOT_CONTIGUOUS) {
            // It has no address of its own; its c= reports what was left alone.
            return null;
        }
        Reason reason = lost
                ? Reason.RTCP_NOT_MAPPED
                : destination.reason() == Reason.ADDRESS_REPLACED ? Reason.PORT_MAPPED : destination.reason();
        return Step.ofLine(line, reason, destination.rule(), edits);
    }

    private @Nullable Step rtcp(AddressLine line, Section section, CandidatePlan plan, Destination destination) {
        AddressLine connection = connectionOf(section);
        boolean own = line.addressStart >= 0;
        if (line.exempt != null || (!own && connection == null)) {
            return stays(line, line.exempt == null ? Reason.ADDRESS_NOT_COVERED : line.exempt, null);
        }
        if (!own && section.port() == 0) {
            return stays(line, Reason.REJECTED_SECTION, null);
        }
        AddressLine base = own || connection == null ? line : connection;
        boolean same = !own && line.port == section.port();
        Destination rtcp = same ? destination : follow(section, plan, base, line.port, 2);
        if (!own && !same && !RuleSet.isMappable(line.port)) {
            // None, whatever the address of c= (RFC 8840 §4.1.1).
            return stays(line, rtcp.moves() ? Reason.UNSPECIFIED_ADDRESS : rtcp.reason(), rtcp.rule());
        }
        if (!own && !rtcp.moves() && destination.moves()) {
            Destination stays = plan.keptRtcp(base, line.port, rtcp);
            if (stays.address() != null) {
                List<Edit> address = List.of(new Edit(line.portEnd, line.portEnd, Step.inNetwork(stays.address())));
                return Step.ofLine(line, Reason.RTCP_NOT_MAPPED, stays.rule(), address);
            }
            rtcp = followMoved(section, plan, destination, line.port, rtcp);
            if (!rtcp.moves()) {
                return stays(line, Reason.RTCP_NOT_MAPPED, null);
            }
        }
        if (own || !rtcp.moves()) {
            return pair(line, rtcp);
        }
        List<Edit> edits = new ArrayList<>(1);
        int port = rtcp.portOr(line.port);
        String elsewhere = rtcp.address() != null && !rtcp.address().equals(destination.address())
                ? Step.inNetwork(rtcp.address())
                : "";
        Step.edit(edits, text, line.portStart, line.portEnd, port + elsewhere);
        Reason reason = rtcp.reason() == Reason.ADDRESS_REPLACED ? Reason.PORT_MAPPED : rtcp.reason();
        return Step.ofLine(line, reason, rtcp.rule(), edits);
    }

    /** Where RTCP goes that has no line: to the RTP port plus one (RFC 3605 §2.1); null where there is none. */
    private @Nullable Destination impliedRtcp(Section section, CandidatePlan plan) {
        AddressLine connection = connectionOf(section);
        boolean implied = connection != null
                && connection.exempt == null
                && !section.rtcpMux
                && !section.hasRtcp
                // With ICE, RTCP has a port of its own only where component 2 has candidates (RFC 8839 §4.2.1.2).
                && (!section.hasCandidates() || plan.hasComponent(2))
                && section.portCount == 1
                && section.transport() == CandidateTransport.UDP
                && section.isRtp()
                && RuleSet.isMappable(section.port())
                && section.port() < 65535;
        return implied && connection != null ? follow(section, plan, connection, section.port() + 1, 2) : null;
    }

    /** Where RTCP that stays leads once c= names another address: there, the rules may say something else. */
    private Destination followMoved(
            Section section, CandidatePlan plan, Destination moved, int port, Destination kept) {
        IpAddress address = moved.reason() == Reason.DEFAULT_DESTINATION_MOVED ? moved.address() : null;
        return address == null ? kept : follow(section, plan, AddressLine.at(address), port, 2);
    }

    private boolean isRtcpLost(Section section, CandidatePlan plan, Destination destination) {
        if (destination.reason() != Reason.ADDRESS_REPLACED) {
            return false;
        }
        Destination rtcp = impliedRtcp(section, plan);
        return rtcp != null && !rtcp.moves();
    }

    private void addRtcp(Section section, CandidatePlan plan, Destination destination, List<Step> own) {
        Destination rtcp = impliedRtcp(section, plan);
        AddressLine media = section.media;
        AddressLine connection = connectionOf(section);
        if (rtcp != null && !rtcp.moves() && destination.moves() && connection != null) {
            rtcp = plan.keptRtcp(connection, section.port() + 1, rtcp);
        }
        if (media == null || rtcp == null || rtcp.address() == null) {
            return;
        }
        // Port 9 says that there is none, which the port after that of m= would not.
        boolean none = !RuleSet.isMappable(rtcp.port());
        if (none && !RuleSet.isMappable(destination.portOr(media.port))) {
            return;
        }
        boolean sameAddress = rtcp.address().equals(destination.address());
        if (sameAddress && rtcp.port() == destination.portOr(media.port) + 1) {
            return;
        }
        String line = "a=rtcp:" + rtcp.port() + (sameAddress ? "" : Step.inNetwork(rtcp.address()));
        own.add(Step.added(media, section.attributesAfter, section.attributesAt, Reason.RTCP_ADDED, rtcp.rule(), line));
    }

    private void addConnection(Section section, Destination destination, List<Step> own) {
        AddressLine media = section.media;
        Destination session = ofSession;
        if (media == null || !inherits(section) || session == null || inherited == null || inherited.ip == null) {
            return;
        }
        IpAddress address = destination.address();
        if (address == null ? session.address() == null : address.equals(session.address())) {
            return;
        }
        IpAddress shown = address == null ? inherited.ip : address;
        String literal = Step.literal(shown, inherited.ip);
        String type = literal.indexOf(':') < 0 ? "IP4" : "IP6";
        own.add(Step.added(
                media,
                section.connectionAfter,
                section.connectionAt,
                Reason.CONNECTION_ADDED,
                destination.rule(),
                "c=IN " + type + ' ' + literal));
    }

    private @Nullable Step origin(AddressLine line) {
        Destination destination = byRules(line, CandidateTransport.UDP, null);
        if (policy.rewriteOrigin()) {
            return pair(line, destination);
        }
        boolean covered = line.exempt == null && policy.rules().covers(line.ip);
        return stays(line, covered ? Reason.ORIGIN_KEPT : destination.reason(), null);
    }

    /** The destination of a filter must remain the address of c= (RFC 4570 §3); its sources are the senders'. */
    private @Nullable Step sourceFilter(AddressLine line, Section section) {
        Destination destination = byRules(line, section.transport(), section);
        Reason kept = line.exempt == Reason.MALFORMED ? Reason.MALFORMED : Reason.SOURCE_FILTER;
        return destination.moves() ? pair(line, destination) : stays(line, kept, null);
    }

    private Destination byRules(AddressLine line, CandidateTransport transport, @Nullable Section section) {
        if (line.exempt != null || line.ip == null) {
            return Destination.kept(Verdict.kept(line.exemption()));
        }
        Verdict verdict = byRules(line.ip, line.port, transport, section);
        Target target = verdict.target();
        return target == null
                ? new Destination(needed(verdict.reason()), verdict.rule(), null, 0)
                : new Destination(verdict.reason(), verdict.rule(), target.address, verdict.portOr(line.port));
    }

    /** What stands in the session part is in no section that a rule could name. */
    private Verdict byRules(IpAddress ip, int port, CandidateTransport transport, @Nullable Section section) {
        Section media = section == null || section.media == null ? null : section;
        return policy.rules().decide(Subject.line(ip, port, transport, media), claims);
    }

    private static Reason needed(Reason reason) {
        return reason == Reason.DROPPED_BY_RULE ? Reason.CANNOT_BE_DROPPED : reason;
    }

    /** The step of a line that stays as it is; null where nobody asks why. */
    private @Nullable Step stays(Line line, Reason reason, @Nullable RewriteRule rule) {
        return explains ? Step.ofLine(line, reason, rule, List.of()) : null;
    }

    /** Puts a destination's address, and the port where the line has one, in place. */
    private @Nullable Step pair(AddressLine line, Destination destination) {
        IpAddress address = destination.address();
        if (address == null || line.addressStart < 0) {
            return stays(line, destination.reason(), destination.rule());
        }
        List<Edit> edits = new ArrayList<>(2);
        boolean portFirst = line.portStart >= 0 && line.portStart < line.addressStart;
        if (portFirst) {
            port(edits, line, destination);
        }
        String literal = line.ip == null ? address.toString() : Step.literal(address, line.ip);
        if (line.addressTypeStart >= 0) {
            boolean ip4 = literal.indexOf(':') < 0;
            boolean was4 = text.charAt(line.addressTypeEnd - 1) == '4';
            if (ip4 != was4) {
                Step.edit(edits, text, line.addressTypeStart, line.addressTypeEnd, ip4 ? "IP4" : "IP6");
            }
        }
        Step.edit(edits, text, line.addressStart, line.addressEnd, literal);
        if (!portFirst) {
            port(edits, line, destination);
        }
        return Step.ofLine(line, destination.reason(), destination.rule(), edits);
    }

    private void port(List<Edit> edits, AddressLine line, Destination destination) {
        if (line.portStart >= 0) {
            Step.edit(edits, text, line.portStart, line.portEnd, Integer.toString(destination.portOr(line.port)));
        }
    }
}
