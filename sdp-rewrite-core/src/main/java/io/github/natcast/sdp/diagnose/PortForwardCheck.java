package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.SdpLine;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.PortForward;
import java.util.Optional;
import java.util.stream.Collectors;

/** Advertised public ports that are forwarded nowhere, to another host, or for the other transport only. */
final class PortForwardCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        context.local().ifPresent(local -> {
            for (SdpLine.Candidate line : local.candidateLines()) {
                examine(context.topology(), local, line, findings);
            }
        });
    }

    private static void examine(
            NetworkTopology topology, ParsedDescription local, SdpLine.Candidate line, Findings findings) {
        IceCandidate candidate = line.candidate();
        Optional<IpAddress> address = candidate.ip().filter(topology::isPublic);
        Optional<ForwardTransport> transport = DiagnosisContext.transport(candidate);
        if (address.isEmpty() || transport.isEmpty()) {
            return;
        }
        if (topology.isReachable(transport.get(), address.get(), candidate.port())) {
            topology.forward(transport.get(), address.get(), candidate.port())
                    .filter(forward -> !topology.reachesServer(forward))
                    .ifPresent(forward -> elsewhere(local, line, forward, findings));
        } else {
            unreachable(topology, local, line, address.get(), transport.get(), findings);
        }
    }

    private static void elsewhere(ParsedDescription local, SdpLine line, PortForward forward, Findings findings) {
        findings.add(
                FindingCode.FORWARD_TO_OTHER_HOST,
                local,
                line,
                "This port is forwarded (" + forward + ") to a host that is not the server.",
                "Forward it to the server, or add that address to localAddresses of the topology if it is the"
                        + " server's.");
    }

    private static void unreachable(
            NetworkTopology topology,
            ParsedDescription local,
            SdpLine.Candidate line,
            IpAddress address,
            ForwardTransport transport,
            Findings findings) {
        int port = line.candidate().port();
        ForwardTransport other = transport.other();
        String what = transport + " port " + port + " of " + address;
        Optional<PortForward> sameLocal = topology.forwards().stream()
                .filter(forward -> forward.transport() == transport && forward.servesAddress(address))
                .filter(forward -> forward.localPorts().contains(port))
                .findFirst();
        if (topology.forward(other, address, port).isPresent()) {
            findings.add(
                    FindingCode.TRANSPORT_MISMATCH,
                    local,
                    line,
                    what + " is forwarded for " + other + " only.",
                    "Forward it for " + transport.token() + " too: each forward is for one transport.");
        } else if (sameLocal.isPresent()) {
            findings.add(
                    FindingCode.LOCAL_PORT_ADVERTISED,
                    local,
                    line,
                    port + " is the server's local port; from outside it is reached at port "
                            + sameLocal.get().publicPort(port).orElse(port) + " (" + sameLocal.get() + ").",
                    "Map the port together with the address, as SdpRewriter.forTopology does.");
        } else {
            findings.add(
                    FindingCode.PORT_NOT_FORWARDED,
                    local,
                    line,
                    what + " is forwarded nowhere; " + forwarded(topology, transport) + ".",
                    "Let the server use ports that are forwarded, or forward this one.");
        }
    }

    private static String forwarded(NetworkTopology topology, ForwardTransport transport) {
        String ports = topology.forwards().stream()
                .filter(forward -> forward.transport() == transport)
                .map(forward -> forward.publicPorts().toString())
                .collect(Collectors.joining(", "));
        return ports.isEmpty()
                ? "no " + transport + " port is forwarded"
                : "the forwarded " + transport + " ports are " + ports;
    }
}
