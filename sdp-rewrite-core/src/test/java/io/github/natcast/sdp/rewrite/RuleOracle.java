package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one address by the public description of the rules, as {@link RewriteRule}'s documentation tells it.
 * Shares no code with the rewriter's decisions. Immutable.
 */
final class RuleOracle {
    /** What a rewriter does with an address, as far as its rules alone tell. */
    enum Answer {
        REPLACES,
        DROPS,
        KEEPS,
        /** It is replaced unless another line has the single public port, or the row of ports breaks. */
        DEPENDS,
        /** A rule for certain peers may decide. */
        UNKNOWN,
        /** No rule decides. */
        NONE
    }

    /**
     * Where an address stands.
     *
     * @param section null outside sections
     * @param ports how many m= names
     */
    record Place(
            @Nullable SectionText section,
            int port,
            CandidateTransport transport,
            CandidateType type,
            boolean candidate,
            int ports) {

        static Place ofSession() {
            return new Place(null, 0, CandidateTransport.UDP, CandidateType.HOST, false, 1);
        }

        boolean hasPort() {
            return port != 0 && port != 9;
        }

        boolean isIn(Set<String> mids, Set<String> kinds) {
            boolean inMids = mids.isEmpty() || (section != null && mids.contains(section.mid));
            return inMids && (kinds.isEmpty() || (section != null && kinds.contains(section.kind)));
        }
    }

    private final List<RewriteRule> rules;
    private final Set<IpAddress> publicAddresses;

    RuleOracle(SdpRewriter rewriter) {
        this.rules = rewriter.rules();
        this.publicAddresses = publicAddresses(rewriter);
    }

    /** The addresses that the configuration puts into texts. */
    static Set<IpAddress> publicAddresses(SdpRewriter rewriter) {
        return Stream.concat(
                        rewriter.rules().stream()
                                .flatMap(rule -> rule.publicAddresses().stream())
                                .map(PublicAddress::address),
                        rewriter.policy.injected().stream().map(InjectedCandidate::address))
                .collect(Collectors.toSet());
    }

    /** @param address not IPv4-mapped */
    Answer ask(IpAddress address, Place place) {
        if (publicAddresses.contains(address) || address.isMulticast()) {
            return Answer.KEEPS;
        }
        Answer otherwise = Answer.NONE;
        for (RewriteRule rule : rules) {
            if (!matches(rule, address, place)) {
                continue;
            }
            if (!rule.peers().isEmpty()) {
                return Answer.UNKNOWN;
            }
            Answer answer = switch (rule.action()) {
                case KEEP -> Answer.KEEPS;
                case DROP -> Answer.DROPS;
                case REPLACE, APPEND -> mapped(rule, address, place);
            };
            if (answer == Answer.DEPENDS && !isInRow(place)) {
                return answer;
            }
            if (answer == Answer.DEPENDS) {
                otherwise = answer;
            } else if (answer != Answer.NONE) {
                return otherwise == Answer.DEPENDS && answer == Answer.KEEPS ? otherwise : answer;
            }
        }
        return otherwise;
    }

    private static boolean isInRow(Place place) {
        return place.ports == 1 || place.section == null || place.section.port == 0 || place.section.port == 9;
    }

    private static boolean matches(RewriteRule rule, IpAddress address, Place place) {
        return rule.ranges().stream().anyMatch(range -> range.contains(address))
                && rule.types().contains(place.type)
                && rule.transports().contains(place.transport)
                && place.isIn(rule.mids(), rule.kinds())
                && (!place.hasPort()
                        || (rule.ports().first() <= place.port
                                && place.port <= rule.ports().last()));
    }

    private static Answer mapped(RewriteRule rule, IpAddress address, Place place) {
        boolean useless = address.isLoopback() || address.isUnspecified();
        boolean stays = rule.action() == RewriteRule.Action.APPEND && place.candidate && !useless;
        Answer answer = Answer.NONE;
        for (PublicAddress target : rule.publicAddresses()) {
            boolean reaches = target.family() == address.family() || (target.bothFamilies() && place.candidate);
            PortMapping ports = place.transport == CandidateTransport.UDP ? target.udp() : target.tcp();
            if (!reaches || !covers(ports, place)) {
                continue;
            }
            if (stays) {
                return Answer.KEEPS;
            }
            if (isInRow(place) && !(place.hasPort() && ports.isFixed())) {
                return Answer.REPLACES;
            }
            answer = Answer.DEPENDS;
        }
        return answer;
    }

    private static boolean covers(PortMapping ports, Place place) {
        return place.hasPort()
                ? ports.map(place.port).stream().anyMatch(port -> port != 9)
                : !ports.equals(PortMapping.none());
    }
}
