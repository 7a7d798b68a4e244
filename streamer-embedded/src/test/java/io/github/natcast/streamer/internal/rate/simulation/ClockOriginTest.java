package io.github.natcast.streamer.internal.rate.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rate.simulation.Signals.Kind;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@link System#nanoTime()} begins anywhere, and the rate control counts microseconds that wrap: whatever a clock says
 * at first, and passes meanwhile, the viewer is served in the same way.
 */
class ClockOriginTest {
    private static final long SECOND = 1_000_000_000;

    /** The clock's microseconds become negative as an int, and with as many more pass 0. */
    private static final long WRAP = (1L << 31) * 1000;

    private static final long USUAL = 1_000 * SECOND;

    static LongStream origins() {
        return LongStream.of(
                0, WRAP - 10 * SECOND, WRAP + 60 * SECOND, 2 * WRAP - 10 * SECOND, -10 * SECOND, -1_000_000 * SECOND);
    }

    /** What does not fit is dropped, and nothing queues. */
    @ParameterizedTest
    @MethodSource("origins")
    void lossesAreNoticed(long origin) {
        Path policed = Path.of(800_000, 20, 300).queueBytes(8_000);
        Simulation simulation = isServedAsEver(origin, policed, Kind.TRANSPORT_WIDE, true, 30);

        assertThat(simulation.viewers.get(0).current()).isPositive();
        assertThat(simulation.traces.get(0).samples)
                .anyMatch(sample -> sample.report().fractionLost() > 0.05);
    }

    @ParameterizedTest
    @MethodSource("origins")
    void aDropIsFollowedDownAndUp(long origin) {
        for (Kind kind : Kind.values()) {
            for (boolean padding : List.of(true, false)) {
                Path path = Path.of(8_000_000, 20, 300)
                        .queueBytes(30_000)
                        .then(5, 700_000)
                        .then(20, 8_000_000);
                Simulation simulation = isServedAsEver(origin, path, kind, padding, 70);

                int smallest = simulation.traces.get(0).samples.stream()
                        .mapToInt(Trace.Sample::current)
                        .max()
                        .orElse(0);
                assertThat(smallest).isPositive();
                assertThat(simulation.viewers.get(0).current())
                        .as("%s, with padding: %s", kind, padding)
                        .isLessThan(smallest);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("origins")
    void anInterruptionChangesNothing(long origin) {
        Simulation simulation = simulation(origin, Path.of(50_000_000, 2, 300), Kind.TRANSPORT_WIDE, true, 9, 12);
        simulation.run(20);
        Simulation usual = simulation(USUAL, Path.of(50_000_000, 2, 300), Kind.TRANSPORT_WIDE, true, 9, 12);
        usual.run(20);

        assertThat(csv(simulation)).isEqualTo(csv(usual));
        assertThat(simulation.viewers.get(0).switches()).isZero();
    }

    private static Simulation isServedAsEver(long origin, Path path, Kind kind, boolean padding, int seconds) {
        Simulation simulation = simulation(origin, path, kind, padding, 1_000, 1_000);
        simulation.run(seconds);
        Simulation usual = simulation(USUAL, path, kind, padding, 1_000, 1_000);
        usual.run(seconds);
        assertThat(csv(simulation)).isEqualTo(csv(usual));
        return simulation;
    }

    private static Simulation simulation(
            long origin, Path path, Kind kind, boolean padding, double darkFrom, double darkTo) {
        Simulation simulation = new Simulation(1, 2_000_000, 8, false);
        simulation.clockBegins(origin);
        Link link = simulation.link(path);
        link.dark(darkFrom, darkTo);
        simulation.viewer(link, path, kind, padding, signals -> signals.silent(darkFrom, darkTo));
        return simulation;
    }

    private static List<String> csv(Simulation simulation) {
        return simulation.traces.get(0).csv();
    }
}
