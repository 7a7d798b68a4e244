package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IpAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That no address remains which a rule replaces or drops, on the lines that {@link SdpRewriter} lists. It reads the
 * result with patterns of its own, which take well-formed lines only, and asks {@link RuleOracle}. Confined to one
 * text.
 */
final class CoveredPromise {
    private static final Pattern CANDIDATE =
            Pattern.compile("a=candidate:\\S* (\\d{1,3}) (\\S+) (\\d{1,10}) (\\S+) (\\d{1,5}) typ (\\S+)((?: \\S+)*)");
    private static final Pattern CONNECTION = Pattern.compile("c=IN (IP[46]) ([^\\s/]+)(?:/\\S*)?");
    private static final Pattern ORIGIN = Pattern.compile("o=\\S+ \\S+ \\S+ IN (IP[46]) (\\S+)");
    private static final Pattern RTCP = Pattern.compile("a=rtcp:(\\d{1,5}) IN (IP[46]) (\\S+)");
    private static final Pattern ALTERNATIVE =
            Pattern.compile("(?:a=altc:\\S+ IP[46]|a=alt:\\S+ \\S+ : \\S+ \\S+) (\\S+) (\\d{1,5})");
    private static final Pattern FILTER = Pattern.compile("a=source-filter: \\S+ IN \\S+ (\\S+) \\S.*");
    private static final Pattern HOST_NAME = Pattern.compile("[^:]*[^\\d.:][^:]*");
    private static final Pattern RELATED = Pattern.compile(" raddr (\\S+)");
    private static final Pattern TCP_TYPE = Pattern.compile(" (?i:tcptype) (\\S+)");

    /**
     * Why the oracle may be unable to tell whether an address stays: another line may have the public port, or the row,
     * and then a later rule decides.
     */
    private static final Set<Reason> OTHERS_MATTER = Set.of(
            Reason.PORT_SHARED,
            Reason.PORTS_NOT_CONTIGUOUS,
            Reason.KEPT_BY_RULE,
            Reason.CANNOT_BE_DROPPED,
            Reason.RELATED_ADDRESS_KEPT);

    /** Has no decision of its own. */
    private static final int NO_LINE = -1;

    private final Policy policy;
    private final RuleOracle rules;
    private final List<SectionText> sections;
    private final Map<Integer, Decision> decisions;

    private CoveredPromise(SdpRewriter rewriter, String rewritten, Map<Integer, Decision> decisions) {
        this.policy = rewriter.policy;
        this.rules = new RuleOracle(rewriter);
        this.sections = SectionText.of(RewritingCase.linesOf(rewritten));
        this.decisions = decisions;
    }

    /** @param decisions of the rewriting, by the index of their lines in the result */
    static void check(SdpRewriter rewriter, String rewritten, Map<Integer, Decision> decisions) {
        CoveredPromise promise = new CoveredPromise(rewriter, rewritten, decisions);
        promise.sections.stream().filter(section -> section.isReadable).forEach(promise::section);
    }

    private void section(SectionText section) {
        for (int i = 0; i < section.lines.size(); i++) {
            String line = section.lines.get(i);
            int at = section.first + i;
            if (line.startsWith("a=candidate:")) {
                candidate(section, at, line);
            } else if (line.startsWith("a=rtcp:")) {
                rtcp(section, at, line);
            } else if (line.startsWith("a=alt")) {
                Matcher fields = ALTERNATIVE.matcher(line);
                if (fields.matches()) {
                    RuleOracle.Place udp = place(section, Integer.parseInt(fields.group(2)), CandidateTransport.UDP);
                    line(at, fields.group(1), udp, true);
                }
            } else if (line.startsWith("a=source-filter:")) {
                Matcher fields = FILTER.matcher(line);
                if (fields.matches()) {
                    line(at, fields.group(1), place(section, 0, section.transport), true);
                }
            } else if (policy.rewriteOrigin() && line.startsWith("o=")) {
                Matcher fields = ORIGIN.matcher(line);
                if (fields.matches() && isOfType(fields.group(1), fields.group(2))) {
                    line(at, fields.group(2), RuleOracle.Place.ofSession(), true);
                }
            }
        }
        if (!section.isSession) {
            connection(section.connection >= 0 ? section : sections.get(0), section);
        }
    }

    private void rtcp(SectionText section, int at, String line) {
        Matcher fields = RTCP.matcher(line);
        if (fields.matches() && isOfType(fields.group(2), fields.group(3))) {
            int port = Integer.parseInt(fields.group(1));
            if (!section.hasCandidate(2, fields.group(3), port)) {
                line(section, at, fields.group(3), port, !section.usesIce());
            }
        }
    }

    /** The default destination of a section, whose c= stands in {@code home}. */
    private void connection(SectionText home, SectionText section) {
        if (home.connection < 0 || (home != section && section.port == 0)) {
            return;
        }
        Matcher fields = CONNECTION.matcher(home.lines.get(home.connection));
        if (fields.matches()
                && isOfType(fields.group(1), fields.group(2))
                && !section.hasCandidate(1, fields.group(2), section.port)) {
            boolean ice = section.usesIce() || sections.get(0).usesIce();
            // That of the session has the reason of the first section without its own.
            int at = home == section ? home.first + home.connection : NO_LINE;
            line(section, at, fields.group(2), section.port, !ice);
        }
    }

    private void line(SectionText section, int at, String address, int port, boolean needed) {
        line(at, address, place(section, port, section.transport), needed);
    }

    /** @param needed whether the line stays though a rule drops its address */
    private void line(int at, String address, RuleOracle.Place place, boolean needed) {
        IpAddress ip = IpAddress.parse(address).orElse(null);
        if (ip == null || ip.unmapped().isUnspecified()) {
            return;
        }
        RuleOracle.Answer answer = rules.ask(ip.unmapped(), place);
        if (!(needed && answer == RuleOracle.Answer.DROPS)) {
            require(answer, at, address);
        }
    }

    private void candidate(SectionText section, int at, String line) {
        Matcher fields = CANDIDATE.matcher(line);
        if (!fields.matches()) {
            return;
        }
        IpAddress ip = IpAddress.parse(fields.group(4)).map(IpAddress::unmapped).orElse(null);
        int component = Integer.parseInt(fields.group(1));
        int port = Integer.parseInt(fields.group(5));
        boolean malformed =
                component < 1 || component > 256 || port > 65535 || Long.parseLong(fields.group(3)) > 0xFFFF_FFFFL;
        if (malformed || (ip == null && !HOST_NAME.matcher(fields.group(4)).matches())) {
            return;
        }
        Matcher related = RELATED.matcher(fields.group(7));
        while (policy.hideRelated() && related.find()) {
            Promises.same(
                    "no related address remains where it is hidden",
                    true,
                    IpAddress.parse(related.group(1))
                            .map(IpAddress::isUnspecified)
                            .orElse(true));
        }
        CandidateTransport transport = transport(fields.group(2), port, fields.group(7));
        if (ip == null || (ip.isUnspecified() && (port == 0 || port == 9))) {
            return;
        }
        CandidateType type = CandidateType.ofToken(fields.group(6));
        RuleOracle.Place place = new RuleOracle.Place(section, port, transport, type, true, section.portCount);
        RuleOracle.Answer answer = rules.ask(ip, place);
        boolean uncovered = policy.dropUncovered() && AddressScope.of(ip).isPresent();
        require(answer == RuleOracle.Answer.NONE && uncovered ? RuleOracle.Answer.DROPS : answer, at, line);
    }

    private void require(RuleOracle.Answer answer, int at, String what) {
        Decision decision = decisions.get(at);
        boolean remains = switch (answer) {
            case NONE, KEEPS, UNKNOWN -> false;
            case REPLACES, DROPS -> true;
            case DEPENDS ->
                decision != null && decision.kind() == Decision.Kind.KEPT && !OTHERS_MATTER.contains(decision.reason());
        };
        if (remains) {
            throw new Promises.Broken("no covered address remains", answer + " " + what, String.valueOf(decision));
        }
    }

    private static RuleOracle.Place place(SectionText section, int port, CandidateTransport transport) {
        // Where there is no media there are neither mids nor kinds.
        SectionText media = section.isSession ? null : section;
        return new RuleOracle.Place(media, port, transport, CandidateType.HOST, false, section.portCount);
    }

    private static boolean isOfType(String addressType, String address) {
        return addressType.equals(address.indexOf(':') < 0 ? "IP4" : "IP6");
    }

    private static CandidateTransport transport(String token, int port, String extensions) {
        if (token.equalsIgnoreCase("udp")) {
            return CandidateTransport.UDP;
        }
        if (!token.equalsIgnoreCase("tcp")) {
            return CandidateTransport.OTHER;
        }
        Matcher type = TCP_TYPE.matcher(extensions);
        // Before RFC 6544 there was no tcptype, and port 9 said "active".
        String said = type.find() ? type.group(1).toLowerCase(Locale.ROOT) : port == 9 ? "active" : "passive";
        return switch (said) {
            case "active" -> CandidateTransport.TCP_ACTIVE;
            case "so" -> CandidateTransport.TCP_SO;
            default -> CandidateTransport.TCP_PASSIVE;
        };
    }
}
