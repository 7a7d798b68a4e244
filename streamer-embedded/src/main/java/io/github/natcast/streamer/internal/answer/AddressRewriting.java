package io.github.natcast.streamer.internal.answer;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.rewrite.CandidateTransport;
import io.github.natcast.sdp.rewrite.SdpRewriter;
import io.github.natcast.streamer.internal.addresses.AddressSettings;
import io.github.natcast.streamer.internal.addresses.LanPeers;
import io.github.natcast.streamer.internal.transport.OwnAddress;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which addresses the answers and candidates of this host tell, and to whom. Immutable.
 *
 * <p>A public address stands for every address of this host in its family, private or not: the host knows which ones
 * are its own. Private addresses of a family without a public one are left out. Viewers in this host's own networks get
 * its address there beside the public ones, and nobody else does.
 *
 * <p>Where viewers connect by TCP may have public addresses of its own; a TCP port without any leads only neighbours.
 */
public final class AddressRewriting {
    private final SdpRewriter udp;
    private final SdpRewriter tcp;
    private final LanPeers lan;
    private final Set<IpAddress> own;

    /**
     * Any combination of addresses makes a rewriting, whether one of them is among the others or not.
     *
     * @param own the addresses that media are bound to
     * @param publicAddresses those known now; none although hosts are set where their names are not resolved yet
     * @param publicTcp where viewers connect by TCP, in place of the public addresses of the families that they serve
     * @param translated whether this host is reached at other addresses than its own
     */
    public AddressRewriting(
            Collection<OwnAddress> own,
            List<PublicAddress> publicAddresses,
            List<PublicAddress> publicTcp,
            boolean translated,
            AddressSettings settings) {
        this.lan = settings.lanPeers();
        this.own = Set.copyOf(own.stream()
                .filter(each -> !each.address().isLoopbackAddress())
                .map(OwnAddress::ip)
                .toList());
        List<PublicAddress> known = translated ? usable(publicAddresses) : List.of();
        this.udp = new TransportRules(CandidateTransport.UDP, own, known, translated, settings).rewriter();
        List<PublicAddress> instead = usable(publicTcp);
        List<PublicAddress> forTcp = Stream.concat(
                        instead.stream(), known.stream().filter(each -> !TransportRules.serve(instead, each.family())))
                .toList();
        this.tcp = new TransportRules(CandidateTransport.TCP_PASSIVE, own, forTcp, translated, settings).rewriter();
    }

    private static List<PublicAddress> usable(List<PublicAddress> addresses) {
        return addresses.stream()
                .filter(each ->
                        !each.udp().equals(PortMapping.none()) || !each.tcp().equals(PortMapping.none()))
                .toList();
    }

    /** Rewrites a description for this viewer. */
    String answer(String sdp, Audience audience) {
        return rewriter(tcp, audience).rewriteText(rewriter(udp, audience).rewriteText(sdp));
    }

    /** Rewrites candidates for this viewer; each transport address is in the result once. */
    List<String> candidates(List<String> candidates, String mid, Audience audience) {
        Map<String, String> byAddress = new LinkedHashMap<>();
        candidates.stream()
                .flatMap(each -> rewriter(udp, audience).rewriteCandidate(each, mid).stream())
                .flatMap(each -> rewriter(tcp, audience).rewriteCandidate(each, mid).stream())
                .forEach(each -> byAddress.putIfAbsent(transportAddress(each), each));
        return List.copyOf(byAddress.values());
    }

    /** Transport, connection address and port (RFC 8839 §5.1), by which a viewer tells candidates apart. */
    static String transportAddress(String candidate) {
        String[] fields = candidate.split(" ", 7);
        return fields.length < 7 ? candidate : fields[2] + ' ' + fields[4] + ' ' + fields[5];
    }

    private SdpRewriter rewriter(SdpRewriter everybody, Audience audience) {
        boolean direct = audience.calledHost().filter(own::contains).isPresent();
        return !lan.ownNetworks() || direct ? everybody.forPeer(audience.address()) : everybody;
    }
}
