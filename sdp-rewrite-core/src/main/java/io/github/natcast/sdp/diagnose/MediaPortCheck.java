package io.github.natcast.sdp.diagnose;

import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.PortForward;
import io.github.natcast.topology.PortRange;
import java.util.BitSet;
import java.util.Optional;

/** Local ports that media may use and that no forward reaches: some sessions connect, others do not. */
final class MediaPortCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        NetworkTopology topology = context.topology();
        boolean translated = topology.publicAddresses().stream().anyMatch(address -> !topology.isUntranslated(address));
        if (translated && !topology.forwardsEveryPort()) {
            topology.mediaPorts().ifPresent(ports -> examine(topology, ports, findings));
        }
    }

    private static void examine(NetworkTopology topology, PortRange ports, Findings findings) {
        BitSet open = new BitSet();
        open.set(ports.first(), ports.last() + 1);
        for (PortForward forward : topology.forwards()) {
            if (forward.transport() == ForwardTransport.UDP && topology.reachesServer(forward)) {
                open.clear(forward.localPorts().first(), forward.localPorts().last() + 1);
            }
        }
        if (!open.isEmpty()) {
            int first = open.nextSetBit(0);
            PortRange missing = new PortRange(first, open.nextClearBit(first) - 1);
            Optional<PortForward> elsewhere = topology.forwards().stream()
                    .filter(forward -> forward.transport() == ForwardTransport.UDP)
                    .filter(forward -> forward.publicPorts().overlaps(missing))
                    .findFirst();
            findings.addGeneralAs(
                    FindingCode.MEDIA_PORT_NOT_FORWARDED,
                    elsewhere.isPresent() ? "elsewhere" : "",
                    ports,
                    missing,
                    elsewhere,
                    elsewhere.map(PortForward::localPorts));
        }
    }
}
