package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.PortForward;
import io.github.natcast.topology.PortRange;
import io.github.natcast.topology.TunnelKind;
import java.util.List;
import java.util.Optional;

/** What an FRP tunnel does to UDP media. */
final class FrpCheck implements Check {
    /** An RTP packet of 1200 bytes with header extensions and SRTP tag, or a DTLS flight, with room to spare. */
    private static final int ENOUGH_BYTES = 1400;

    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        NetworkTopology topology = context.topology();
        if (topology.tunnel() != TunnelKind.FRP) {
            return;
        }
        List<PortForward> media = topology.forwards().stream()
                .filter(forward -> forward.transport() == ForwardTransport.UDP && topology.reachesServer(forward))
                .filter(forward -> topology.mediaPorts()
                        .map(ports -> ports.overlaps(forward.localPorts()))
                        .orElse(true))
                .toList();
        examineLocalAddress(topology, media, findings);
        topology.tunnelDatagramBytes().ifPresent(bytes -> examineDatagrams(bytes, findings));
        if (!media.isEmpty()) {
            explain(topology, media, findings);
        }
    }

    private static void examineLocalAddress(NetworkTopology topology, List<PortForward> media, Findings findings) {
        boolean onLoopback = topology.localAddresses().isEmpty()
                || topology.localAddresses().stream().anyMatch(IpAddress::isLoopback);
        for (PortForward forward : media) {
            Optional<IpAddress> target = forward.localAddress();
            if (!onLoopback && target.filter(IpAddress::isLoopback).isPresent()) {
                findings.addGeneral(
                        FindingCode.FRP_LOCAL_ADDRESS,
                        forward,
                        topology.localAddresses().get(0));
            } else if (!onLoopback && target.isEmpty()) {
                findings.addGeneral(
                        FindingCode.FRP_DEFAULT_ADDRESS,
                        topology.localAddresses().get(0));
            }
        }
    }

    private static void examineDatagrams(int bytes, Findings findings) {
        if (bytes < ENOUGH_BYTES) {
            findings.addGeneral(FindingCode.FRP_DATAGRAM_SIZE, bytes);
        }
    }

    private static void explain(NetworkTopology topology, List<PortForward> media, Findings findings) {
        int ports = media.stream()
                .mapToInt(forward -> shared(forward.localPorts(), topology))
                .sum();
        findings.addGeneral(FindingCode.FRP_SOURCE_ADDRESS);
        findings.addGeneral(FindingCode.FRP_ORDERED_STREAM);
        findings.addGeneralAs(FindingCode.FRP_PORT_COUNT, ports == 1 ? "one" : "", ports);
        findings.addGeneral(FindingCode.FRP_IDLE);
    }

    /** The number of these ports that media may use. */
    private static int shared(PortRange ports, NetworkTopology topology) {
        PortRange usable = topology.mediaPorts().orElse(ports);
        return Math.min(ports.last(), usable.last()) - Math.max(ports.first(), usable.first()) + 1;
    }
}
