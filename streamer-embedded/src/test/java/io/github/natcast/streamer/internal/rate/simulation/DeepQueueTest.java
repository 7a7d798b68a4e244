package io.github.natcast.streamer.internal.rate.simulation;

import static io.github.natcast.streamer.internal.rate.simulation.TraceFiles.check;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rate.simulation.Signals.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A path becomes narrow behind a queue of seconds, and its viewer reports on what arrives, and nothing else. */
class DeepQueueTest {

    @ParameterizedTest
    @CsvSource({"200", "300", "500", "800"})
    void pictureComesBack(int kilobits) {
        for (long seed = 1; seed <= 20; seed++) {
            Simulation simulation = new Simulation(seed, 2_000_000, 8, false);
            simulation.withoutSound();
            Path path = Path.of(5_000_000, 20, 300).queueBytes(400_000).then(10 + (int) seed % 3, kilobits * 1000L);
            simulation.viewer(path, Kind.RECEIVER_REPORT);
            simulation.run(60);
            Viewer viewer = simulation.viewers.get(0);

            check("deep-" + kilobits + "-" + seed, simulation, () -> {
                assertThat(viewer.shown.framesPerSecond(40, 60)).isBetween(10.0, 25.5);
            });
        }
    }
}
