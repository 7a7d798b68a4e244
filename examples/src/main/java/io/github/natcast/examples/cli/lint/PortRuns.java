package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.text.Place;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.PortRange;
import java.util.ArrayList;
import java.util.List;

/** Joins consecutive missing ports, so that a range is one finding. Confined to one examination. */
final class PortRuns {
    /** Consecutive public ports in front of consecutive local ones. */
    record Run(ForwardTransport transport, PortRange publicPorts, PortRange localPorts, Place place) {}

    private final List<Run> runs = new ArrayList<>();

    /** Ports of one forward must come in order. */
    void add(ForwardTransport transport, int publicPort, int localPort, Place place) {
        Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (last != null
                && last.transport == transport
                && last.publicPorts.last() + 1 == publicPort
                && last.localPorts.last() + 1 == localPort) {
            runs.set(
                    runs.size() - 1,
                    new Run(
                            transport,
                            new PortRange(last.publicPorts.first(), publicPort),
                            new PortRange(last.localPorts.first(), localPort),
                            last.place));
        } else {
            runs.add(new Run(transport, PortRange.of(publicPort), PortRange.of(localPort), place));
        }
    }

    List<Run> all() {
        return runs;
    }
}
