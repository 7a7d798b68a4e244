package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.examples.cli.lint.files.CoturnFile;
import io.github.natcast.examples.cli.lint.files.Setting;
import io.github.natcast.examples.cli.text.Place;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.PortRange;
import java.util.stream.IntStream;

/** The TURN server relays from the ports that the deployment names, and each of them is forwarded. */
final class CoturnRelayPortsRule implements Rule {
    private static final int USUAL_FIRST = 49152;
    private static final int USUAL_LAST = 65535;

    @Override
    public void examine(LintedFiles files, Findings findings) {
        for (CoturnFile file : files.coturn()) {
            Setting<Integer> first = file.number("min-port", USUAL_FIRST);
            Setting<Integer> last = file.number("max-port", USUAL_LAST);
            Place place = first.written() ? first.place() : last.place();
            if (first.value() > last.value() || first.value() < 1 || last.value() > USUAL_LAST) {
                findings.add(LintCode.TURN_RELAY_PORTS_BACKWARDS, place, first.value(), last.value());
            } else {
                PortRange ports = new PortRange(first.value(), last.value());
                files.deployment().ifPresent(deployment -> compare(deployment, ports, first, last, findings));
            }
        }
    }

    private static void compare(
            Deployment deployment, PortRange ports, Setting<Integer> first, Setting<Integer> last, Findings findings) {
        if (deployment.turn().isEmpty()) {
            return;
        }
        TurnRelay turn = deployment.turn().get();
        if (!turn.relayPorts().equals(ports)) {
            boolean firstDiffers = first.value() != turn.relayPorts().first();
            Setting<Integer> blamed = firstDiffers && (first.written() || !last.written()) ? first : last;
            findings.add(LintCode.TURN_RELAY_PORTS_DIFFER, blamed.place(), ports, turn.relayPorts());
        } else if (TurnNat.isBehindNat(deployment) && TurnNat.relaysToOutside(deployment)) {
            PortRuns missing = new PortRuns();
            IntStream.rangeClosed(ports.first(), ports.last())
                    .filter(port -> !TurnNat.isForwarded(deployment.topology(), port))
                    .forEach(port -> missing.add(ForwardTransport.UDP, port, port, first.place()));
            missing.all()
                    .forEach(run ->
                            findings.add(LintCode.TURN_RELAY_PORTS_NOT_FORWARDED, run.place(), run.publicPorts()));
        }
    }
}
