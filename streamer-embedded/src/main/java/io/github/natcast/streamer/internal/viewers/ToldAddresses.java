package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Advertised;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Endpoint;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a viewer was told to send its packets. Immutable.
 *
 * @param endpoints in the order of the answer
 * @param translated whether one of them is no address of this host
 * @param punched whether those of UDP that lead from elsewhere were told by a STUN server
 * @param relayed whether a relay is among them
 * @param localPort of UDP; 0 when there is none
 */
record ToldAddresses(List<Endpoint> endpoints, boolean translated, boolean punched, boolean relayed, int localPort) {
    static final ToldAddresses NONE = new ToldAddresses(List.of(), false, false, false, 0);

    /**
     * @param answer the lines of an answer or a fragment, with its addresses rewritten
     * @param local this host's candidates, as they are
     */
    static ToldAddresses of(String answer, List<String> local) {
        List<CandidateFields> told = answer.lines()
                .filter(line -> line.startsWith("a=candidate:"))
                .map(CandidateFields::of)
                .filter(Objects::nonNull)
                .toList();
        List<CandidateFields> own = local.stream()
                .map(CandidateFields::of)
                .filter(Objects::nonNull)
                .filter(each -> each.type().equals("host"))
                .toList();
        Set<String> addresses = own.stream().map(CandidateFields::address).collect(Collectors.toSet());
        boolean translated =
                told.stream().anyMatch(each -> each.type().equals("host") && !addresses.contains(each.address()));
        return new ToldAddresses(
                told.stream()
                        .map(ToldAddresses::endpoint)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList(),
                translated,
                !translated && told.stream().anyMatch(each -> each.type().equals("srflx")),
                told.stream().anyMatch(each -> each.type().equals("relay")),
                own.stream()
                        .filter(each -> !each.tcp())
                        .mapToInt(CandidateFields::port)
                        .findFirst()
                        .orElse(0));
    }

    private static Optional<Endpoint> endpoint(CandidateFields fields) {
        return IpAddress.parse(fields.address()).map(address -> new Endpoint(address, fields.port(), fields.tcp()));
    }

    /**
     * @param reached whether another viewer's packets arrived lately
     * @param turnServers the URLs of those that the viewer was told
     */
    Advertised advertised(boolean reached, List<String> turnServers) {
        return new Advertised(endpoints, translated, punched, relayed, localPort, reached, turnServers);
    }
}
