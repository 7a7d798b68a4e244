package io.github.natcast.streamer.internal.rate.simulation;

import static io.github.natcast.streamer.internal.rate.simulation.TraceFiles.check;
import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.MILLI;
import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rate.simulation.Signals.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing passes for some seconds, in either direction, on a path that is ample before and after. */
class BlackOutTest {
    private static final Path AMPLE = Path.of(50_000_000, 2, 300);

    /** What was kept back meanwhile drains in some tenths of a second, and what arrives is not known yet. */
    @ParameterizedTest
    @ValueSource(ints = {75, 90, 120, 150, 250})
    void aQueueAfterItIsNoReasonForTheLeast(int millis) {
        for (long seed = 1; seed <= 40; seed++) {
            double from = 10 + seed / 41.0;
            double to = from + 0.4;
            Path draining = AMPLE.longer(time -> queue(millis * MILLI, time - (long) (to * SECOND)));
            Simulation simulation = new Simulation(seed, 2_000_000, 8, false);
            Link link = simulation.link(draining);
            link.dark(from, to);
            simulation.viewer(link, draining, Kind.TRANSPORT_WIDE, true, signals -> signals.silent(from, to));
            simulation.run(to + 10);

            check("queue-" + millis + "-" + seed, simulation, () -> {
                assertThat(simulation.traces.get(0).leastEstimate(5)).isBetween(600_000L, 4_000_000L);
            });
        }
    }

    private static long queue(long first, long since) {
        return since < 0 ? 0 : Math.max(0, first - since / 2);
    }

    @ParameterizedTest
    @CsvSource({"0.4,1", "1,1", "3,1", "6.5,1", "0.4,0.06", "1,0.06", "3,0.06", "6.5,0.06"})
    void whatComesAfterItIsAsBefore(double seconds, double need) {
        for (long seed = 1; seed <= 40; seed++) {
            double from = 10 + seed / 41.0;
            double to = from + seconds;
            Simulation simulation = new Simulation(seed, 2_000_000, 8, false);
            simulation.source.need(need);
            Link link = simulation.link(AMPLE);
            link.dark(from, to);
            simulation.viewer(link, AMPLE, Kind.TRANSPORT_WIDE, true, signals -> signals.silent(from, to));
            simulation.run(to + 10);
            Viewer viewer = simulation.viewers.get(0);

            check("dark-" + seconds + "-" + need + "-" + seed, simulation, () -> {
                assertThat(viewer.shown.framesPerSecond(to + 1, to + 10)).isBetween(24.0, 25.5);
                assertThat(viewer.switchesDown()).isZero();
            });
        }
    }
}
