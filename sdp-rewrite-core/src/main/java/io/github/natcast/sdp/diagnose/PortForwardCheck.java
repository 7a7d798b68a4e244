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
        findings.add(FindingCode.FORWARD_TO_OTHER_HOST, local, line, forward);
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
        Optional<PortForward> sameLocal = topology.forwards().stream()
                .filter(forward -> forward.transport() == transport && forward.servesAddress(address))
                .filter(forward -> forward.localPorts().contains(port))
                .findFirst();
        if (topology.forward(other, address, port).isPresent()) {
            findings.add(
                    FindingCode.TRANSPORT_MISMATCH, local, line, transport, port, address, other, transport.token());
        } else if (sameLocal.isPresent()) {
            findings.add(
                    FindingCode.LOCAL_PORT_ADVERTISED,
                    local,
                    line,
                    port,
                    sameLocal.get().publicPort(port).orElse(port),
                    sameLocal.get());
        } else {
            String forwarded = forwarded(topology, transport);
            findings.addAs(
                    FindingCode.PORT_NOT_FORWARDED,
                    forwarded.isEmpty() ? "none" : "",
                    local,
                    line,
                    transport,
                    port,
                    address,
                    forwarded);
        }
    }

    private static String forwarded(NetworkTopology topology, ForwardTransport transport) {
        return topology.forwards().stream()
                .filter(forward -> forward.transport() == transport)
                .map(forward -> forward.publicPorts().toString())
                .collect(Collectors.joining(", "));
    }
}
