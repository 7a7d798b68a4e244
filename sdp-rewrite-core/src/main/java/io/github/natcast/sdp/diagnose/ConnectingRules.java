package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Advertised;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Connection;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Endpoint;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Offered;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Route;
import io.github.natcast.sdp.rewrite.PrivateAddresses;
import java.util.List;
import java.util.stream.Stream;

/** Why media cannot flow: the step behind the last one that was reached says it. Stateless. */
final class ConnectingRules {
    private ConnectingRules() {}

    static Judgement judge(ViewerEvidence evidence) {
        Connection connection = evidence.connection();
        if (connection.dtlsFailure().isPresent()) {
            return Judgement.of(ViewerVerdictCode.DTLS_FAILED)
                    .inside(connection.dtlsFailure().get());
        }
        if (connection.hello().isPresent()) {
            return Judgement.of(ViewerVerdictCode.DTLS_UNFINISHED)
                    .variant(evidence.route() == Route.TUNNEL ? "tunnel" : "");
        }
        if (connection.pair().isPresent()) {
            return Judgement.of(ViewerVerdictCode.DTLS_NOT_BEGUN);
        }
        if (connection.firstCheck().isPresent()) {
            boolean relays = isRelayedAlone(evidence.offered());
            return Judgement.of(ViewerVerdictCode.ANSWERS_LOST).variant(relays ? "relay" : way(evidence));
        }
        return withoutChecks(evidence);
    }

    /** What the viewer and the answer have said comes first, for it is certain. */
    private static Judgement withoutChecks(ViewerEvidence evidence) {
        Offered offered = evidence.offered();
        Advertised advertised = evidence.advertised();
        if (advertised.endpoints().isEmpty()) {
            return Judgement.of(ViewerVerdictCode.NO_PUBLIC_ADDRESS).variant("none");
        }
        if (evidence.route().isFromElsewhere()
                && advertised.endpoints().stream().allMatch(ConnectingRules::isPrivate)) {
            return Judgement.of(ViewerVerdictCode.NO_PUBLIC_ADDRESS);
        }
        // Browsers find their own addresses at once: one that has none yet may use none, and waits for a relay.
        boolean waits = offered.complete() || !advertised.turnServers().isEmpty();
        if (offered.all() == 0 && waits) {
            boolean tcp = advertised.endpoints().stream().anyMatch(Endpoint::tcp);
            return Judgement.of(ViewerVerdictCode.NO_CANDIDATES)
                    .variant(advertised.turnServers().isEmpty() ? "" : "turn")
                    .further(tcp ? List.of() : List.of("tcp-way"));
        }
        if (offered.tcp() > 0 && offered.udp() == 0) {
            return advertised.endpoints().stream().anyMatch(Endpoint::tcp)
                    ? unreached(evidence, "tcp")
                    : Judgement.of(ViewerVerdictCode.TCP_ONLY);
        }
        if (isRelayedAlone(offered)) {
            return Judgement.of(ViewerVerdictCode.RELAY_SILENT);
        }
        if (familiesDiffer(offered, advertised)) {
            return Judgement.of(
                    ViewerVerdictCode.FAMILY_MISMATCH,
                    offered.ipv4() > 0 ? AddressFamily.IPV4 : AddressFamily.IPV6,
                    offered.ipv4() > 0 ? AddressFamily.IPV6 : AddressFamily.IPV4);
        }
        if (advertised.punched() && offered.names() > 0 && offered.names() == offered.all()) {
            return Judgement.of(ViewerVerdictCode.MDNS_ONLY);
        }
        boolean tcpAlone = advertised.endpoints().stream().allMatch(Endpoint::tcp);
        return unreached(evidence, tcpAlone ? "tcp" : way(evidence));
    }

    private static Judgement unreached(ViewerEvidence evidence, String variant) {
        boolean tcp = variant.equals("tcp");
        Judgement judgement = evidence.advertised().reached() && !tcp
                ? Judgement.of(ViewerVerdictCode.VIEWER_BLOCKED).variant(tcpToo(evidence))
                : Judgement.of(ViewerVerdictCode.PORT_UNREACHABLE, ports(evidence, tcp))
                        .variant(variant);
        return judgement.further(further(evidence));
    }

    /** What may be another reason, and cannot be seen: a name hides the family of its address. */
    private static List<String> further(ViewerEvidence evidence) {
        Offered offered = evidence.offered();
        boolean noRelay =
                offered.relayed() == 0 && !evidence.advertised().turnServers().isEmpty();
        boolean sixAlone = offered.ipv6() == 0
                && evidence.advertised().endpoints().stream().allMatch(each -> isOf(each, AddressFamily.IPV6));
        return Stream.of(noRelay ? "no-relay" : "", sixAlone ? "ipv6-alone" : "")
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    private static boolean isRelayedAlone(Offered offered) {
        return offered.relayed() > 0 && offered.relayed() == offered.all();
    }

    /** Who could have come over TCP needs another advice than who could not. */
    private static String tcpToo(ViewerEvidence evidence) {
        return evidence.advertised().endpoints().stream().anyMatch(Endpoint::tcp) ? "tcp" : "";
    }

    /** The public ports, in words. */
    private static List<Object> ports(ViewerEvidence evidence, boolean tcp) {
        return evidence.advertised().endpoints().stream()
                .filter(endpoint -> endpoint.tcp() == tcp)
                .<Object>map(Endpoint::port)
                .distinct()
                .toList();
    }

    private static String way(ViewerEvidence evidence) {
        if (evidence.route() == Route.TUNNEL && evidence.advertised().translated()) {
            return "tunnel";
        }
        if (evidence.advertised().punched()) {
            return "punched";
        }
        return evidence.advertised().translated() ? "forward" : "";
    }

    private static boolean isPrivate(Endpoint endpoint) {
        IpAddress address = endpoint.address();
        return address.isLoopback() || PrivateAddresses.contains(address);
    }

    /** Names hide the family; so does a relay that the viewer has not got yet. */
    private static boolean familiesDiffer(Offered offered, Advertised advertised) {
        boolean four = advertised.endpoints().stream().anyMatch(each -> isOf(each, AddressFamily.IPV4));
        boolean six = advertised.endpoints().stream().anyMatch(each -> isOf(each, AddressFamily.IPV6));
        return offered.names() == 0
                && offered.tcp() == 0
                && ((offered.ipv4() == 0 && offered.ipv6() > 0 && four && !six)
                        || (offered.ipv6() == 0 && offered.ipv4() > 0 && six && !four));
    }

    private static boolean isOf(Endpoint endpoint, AddressFamily family) {
        return endpoint.address().family() == family;
    }
}
