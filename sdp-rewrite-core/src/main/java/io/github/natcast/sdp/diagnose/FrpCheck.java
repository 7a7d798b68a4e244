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
                findings.add(
                        FindingCode.FRP_LOCAL_ADDRESS,
                        "FRP delivers \"" + forward + "\", where a server that is bound to "
                                + topology.localAddresses().get(0) + " does not listen.",
                        "Set localIP of the proxy (localAddress here) to the server's address, or bind the server to"
                                + " 0.0.0.0.");
            } else if (!onLoopback && target.isEmpty()) {
                findings.add(
                        FindingCode.FRP_DEFAULT_ADDRESS,
                        "The topology does not say where FRP delivers media; its default is 127.0.0.1, which a server"
                                + " that is bound to 0.0.0.0 hears, and one that is bound to "
                                + topology.localAddresses().get(0) + " does not.",
                        "Set localIP of the proxy, and localAddress here, to the server's address.");
            }
        }
    }

    private static void examineDatagrams(int bytes, Findings findings) {
        if (bytes < ENOUGH_BYTES) {
            findings.add(
                    FindingCode.FRP_DATAGRAM_SIZE,
                    "FRP truncates UDP datagrams that are longer than " + bytes
                            + " bytes (udpPacketSize): large video packets and DTLS handshakes arrive broken.",
                    "Set udpPacketSize to 1500 in both frps and frpc, and keep RTP packets at 1200 bytes or less.");
        }
    }

    private static void explain(NetworkTopology topology, List<PortForward> media, Findings findings) {
        int ports = media.stream()
                .mapToInt(forward -> shared(forward.localPorts(), topology))
                .sum();
        findings.add(
                FindingCode.FRP_SOURCE_ADDRESS,
                "Behind FRP all viewers arrive from the address of frpc, each on a port of its own.",
                "Do not limit, count or recognise viewers by their address.");
        findings.add(
                FindingCode.FRP_ORDERED_STREAM,
                "FRP carries all datagrams of a proxy in order over one TCP connection: a segment lost in the tunnel"
                        + " holds all viewers up, and a full tunnel adds seconds of delay before anything is"
                        + " dropped.",
                "Leave the tunnel spare capacity (it needs about 1.4 times the media's bit rate), let the sender"
                        + " adapt to delay, and give media an frpc of its own or transport.tcpMux = false.");
        findings.add(
                FindingCode.FRP_PORT_COUNT,
                "FRP forwards " + ports + (ports == 1 ? " UDP port" : " UDP ports")
                        + " for media; a server that takes a port for each viewer has room for that many viewers.",
                "Use one port for all viewers.");
        findings.add(
                FindingCode.FRP_IDLE,
                "FRP forgets a viewer after 30 seconds in which the server sends it nothing; its next packet comes from"
                        + " another port.",
                "Keep ICE consent checks running (every 5 seconds), even while the picture is still.");
    }

    /** The number of these ports that media may use. */
    private static int shared(PortRange ports, NetworkTopology topology) {
        PortRange usable = topology.mediaPorts().orElse(ports);
        return Math.min(ports.last(), usable.last()) - Math.max(ports.first(), usable.first()) + 1;
    }
}
