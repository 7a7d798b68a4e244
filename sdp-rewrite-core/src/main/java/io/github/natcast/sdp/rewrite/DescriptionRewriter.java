package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.internal.CandidateSyntax;
import io.github.natcast.topology.PortMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rewrites one text: scan, decide, write. Used once. */
final class DescriptionRewriter {
    private final String text;
    private final SdpRewriter config;
    private final RuleSet rules;
    private final TextEdits edits;
    private final @Nullable Recorder recorder;

    DescriptionRewriter(String text, SdpRewriter config, @Nullable Recorder recorder) {
        this.text = text;
        this.config = config;
        this.rules = config.rules;
        this.recorder = recorder;
        this.edits = new TextEdits(text);
    }

    String rewrite() {
        List<Section> sections = DescriptionScanner.scan(text, recorder != null);
        new DefaultDestinations(rules, text).decide(sections);
        SectionWriter additions = new SectionWriter(text, sections, edits, recorder);
        for (Section section : sections) {
            writeSection(section, additions);
        }
        return edits.finish();
    }

    /** Rewrites a text that is one candidate and nothing else. */
    String rewriteCandidate(Section section, AddressLine line) {
        section.lines.add(line);
        int from = text.indexOf("candidate:") + "candidate:".length();
        AddressReader.candidate(text, line, from, new CandidateSyntax(text));
        writeSection(section, new SectionWriter(text, List.of(section), edits, recorder));
        return edits.finish();
    }

    private void writeSection(Section section, SectionWriter additions) {
        List<CandidateGroup.Addition> candidates = new CandidateGroup(rules, config.dropsHostNames, section).decide();
        additions.begin(section);
        int nextAddition = 0;
        for (AddressLine line : section.lines) {
            additions.before(line.start);
            write(line, section);
            while (nextAddition < candidates.size()
                    && candidates.get(nextAddition).line() == line) {
                addCandidate(candidates.get(nextAddition++), additions);
            }
        }
        additions.before(Integer.MAX_VALUE);
    }

    private void write(AddressLine line, Section section) {
        if (line.decision.reason() == Reason.DUPLICATE_DROPPED
                || (line.kind == AddressLine.Kind.CANDIDATE && line.decision.drops())) {
            edits.replace(line.start, line.next, "");
            if (recorder != null) {
                recorder.dropped(line, line.decision.ruleName(), line.decision.reason());
            }
            return;
        }
        int mark = recorder == null ? 0 : edits.mark(line.start);
        Decision decision = edit(line, section);
        if (recorder != null) {
            recorder.line(line, edits.since(mark, line.end), decision.ruleName(), decision.reason());
        }
    }

    /** Edits the line and returns the decision to report. */
    private Decision edit(AddressLine line, Section section) {
        return switch (line.kind) {
            case CANDIDATE -> editCandidate(line);
            case CONNECTION -> {
                if (line.decision.replaces()) {
                    editAddress(line, line.decision);
                }
                yield neededLine(line.decision);
            }
            case MEDIA -> editMedia(line, section.destination);
            case RTCP -> editRtcp(line, section);
            case ORIGIN -> editOrigin(line);
            case ALTERNATIVE -> editPair(line, decide(line, CandidateTransport.UDP, section));
            case SOURCE_FILTER -> editSourceFilter(line, section);
            case REMOTE_CANDIDATES, FOREIGN -> Decision.kept(line.exemption());
        };
    }

    private Decision editCandidate(AddressLine line) {
        Decision decision = line.decision;
        if (CandidateGroup.replacesLine(line)) {
            editPair(line, decision);
        } else if (decision.replaces()) {
            // APPEND: the added line is reported separately.
            decision = new Decision(Reason.KEPT_BY_RULE, decision.rule(), null, null);
        }
        boolean relatedMatters = config.hidesRelatedAddresses || recorder != null;
        if (!relatedMatters || line.exempt == Reason.MALFORMED) {
            return decision;
        }
        CandidateSyntax syntax = syntax(line);
        return syntax.relatedAddressStart < 0 ? decision : editRelated(syntax, decision);
    }

    /** Reads the candidate's fields again: few rewritings need more of them than the line has. */
    private CandidateSyntax syntax(AddressLine line) {
        CandidateSyntax syntax = new CandidateSyntax(text);
        syntax.read(line.valueStart, line.end);
        return syntax.readExtensions();
    }

    private Decision editRelated(CandidateSyntax candidate, Decision decision) {
        int start = candidate.relatedAddressStart;
        int end = candidate.relatedAddressEnd;
        IpAddress related = IpAddress.parseOrNull(text, start, end);
        if (!config.hidesRelatedAddresses) {
            boolean covered = related != null && rules.covers(related);
            return covered && !decision.replaces() ? Decision.kept(Reason.RELATED_ADDRESS_KEPT) : decision;
        }
        boolean ipv6 = related != null && related.family() == AddressFamily.IPV6;
        boolean portFirst = candidate.relatedPortStart < start;
        if (portFirst && candidate.relatedPortStart >= 0) {
            edits.replace(candidate.relatedPortStart, candidate.relatedPortEnd, "9");
        }
        edits.replace(start, end, ipv6 ? "::" : "0.0.0.0");
        if (!portFirst) {
            edits.replace(candidate.relatedPortStart, candidate.relatedPortEnd, "9");
        }
        return decision.replaces() ? decision : Decision.kept(Reason.RELATED_ADDRESS_HIDDEN);
    }

    private Decision editPair(AddressLine line, Decision decision) {
        if (decision.replaces()) {
            // Edits must come in the order of the text; a=rtcp has its port first.
            boolean portFirst = line.portStart < line.addressStart;
            if (portFirst) {
                editPort(line, decision);
            }
            editAddress(line, decision);
            if (!portFirst) {
                editPort(line, decision);
            }
        }
        return neededLine(decision);
    }

    private void editAddress(AddressLine line, Decision decision) {
        if (decision.target() != null && line.ip != null) {
            edits.replace(line.addressStart, line.addressEnd, Decision.literal(decision.target(), line.ip));
        }
    }

    private Decision editMedia(AddressLine line, Decision destination) {
        if (line.exempt != null) {
            return Decision.kept(line.exempt);
        }
        editPort(line, destination);
        return destination.replaces() ? new Decision(Reason.PORT_MAPPED, destination.rule(), null, null) : destination;
    }

    private void editPort(AddressLine line, Decision decision) {
        if (decision.replaces() && line.portStart >= 0) {
            int mapped = decision.mapPort(line.port);
            if (mapped != line.port) {
                edits.replace(line.portStart, line.portEnd, mapped);
            }
        }
    }

    private Decision editRtcp(AddressLine line, Section section) {
        if (line.addressStart >= 0) {
            return editPair(line, decide(line, section.transport(), section));
        }
        Decision destination = section.destination;
        PortMapping ports = destination.ports();
        if (line.exempt != null || ports == null) {
            return line.exempt == null ? neededLine(destination) : Decision.kept(line.exempt);
        }
        if (RuleSet.isMappable(line.port) && ports.mapOrZero(line.port) == 0) {
            return Decision.kept(Reason.RTCP_NOT_MAPPED);
        }
        editPort(line, destination);
        return new Decision(Reason.PORT_MAPPED, destination.rule(), null, null);
    }

    private Decision editOrigin(AddressLine line) {
        Decision decision = decide(line, CandidateTransport.UDP, null);
        if (!config.rewritesOrigin) {
            boolean covered = line.exempt == null && line.ip != null && rules.covers(line.ip);
            return covered ? Decision.kept(Reason.ORIGIN_KEPT) : decision;
        }
        editAddress(line, decision);
        return decision;
    }

    /**
     * The destination of a filter must remain the address of c= (RFC 4570 §3); its sources are the senders' addresses.
     */
    private Decision editSourceFilter(AddressLine line, Section section) {
        Decision decision = decide(line, section.transport(), section);
        if (!decision.replaces()) {
            return Decision.kept(line.exempt == Reason.MALFORMED ? Reason.MALFORMED : Reason.SOURCE_FILTER);
        }
        editAddress(line, decision);
        return decision;
    }

    private Decision decide(AddressLine line, CandidateTransport transport, @Nullable Section section) {
        if (line.exempt != null || line.ip == null) {
            return Decision.kept(line.exemption());
        }
        Section media = section == null || section.media == null ? null : section;
        return rules.decide(line.ip, line.port, transport, CandidateType.HOST, media);
    }

    private static Decision neededLine(Decision decision) {
        return decision.reason() == Reason.DROPPED_BY_RULE
                ? new Decision(Reason.CANNOT_BE_DROPPED, decision.rule(), null, null)
                : decision;
    }

    private void addCandidate(CandidateGroup.Addition addition, SectionWriter additions) {
        AddressLine line = addition.line();
        String added = AddedCandidate.write(line, syntax(line), addition, config.hidesRelatedAddresses);
        additions.insertAfter(line, added, line.decision.ruleName(), addition.reason());
    }
}
