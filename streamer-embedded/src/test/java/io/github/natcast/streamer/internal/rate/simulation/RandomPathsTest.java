package io.github.natcast.streamer.internal.rate.simulation;

import static io.github.natcast.streamer.internal.rate.simulation.TraceFiles.check;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds on any path from 300 kbit/s on, whatever it does. */
class RandomPathsTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyPathIsServed(long seed) {
        Simulation simulation = Scenarios.random(seed);
        simulation.run(60);
        Viewer viewer = simulation.viewers.get(0);

        check("random-" + seed, simulation, () -> {
            assertThat(viewer.shown.firstFrame()).isBetween(0.01, 4.0);
            assertThat(viewer.shown.framesPerSecond(5, 60)).isBetween(22.0, 25.5);
            // One falls from 14 to 0.32 Mbit/s, and its queue takes 2.6 s to drain.
            assertThat(viewer.shown.longestGap(5, 60)).isBetween(40.0, 3200.0);
            assertThat(viewer.shown.delayPercentile(0.95, 5, 60)).isBetween(10.0, 900.0);
            assertThat(viewer.switches()).isBetween(0, 10);
            assertThat(viewer.paddingShare()).isBetween(0.0, 0.12);
            assertThat(simulation.traces.get(0).largestEstimate()).isBetween(250_000L, 4_000_000L);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aPathIsServedInTheSameWayEachTime(long seed) {
        Simulation first = Scenarios.random(seed);
        Simulation second = Scenarios.random(seed);
        first.run(20);
        second.run(20);

        assertThat(first.traces.get(0).csv()).isEqualTo(second.traces.get(0).csv());
    }
}
