package io.github.natcast.streamer.internal.rate.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rate.simulation.Signals.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a viewer gets on typical paths. */
class ScenarioTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void narrowPathGetsASmallerRendition(long seed) {
        Simulation simulation = new Simulation(seed, 1_350_000, 8, false);
        Viewer viewer = simulation.viewer(Path.of(800_000, 20, 300), Kind.TRANSPORT_WIDE);
        simulation.run(60);

        assertThat(viewer.shown.firstFrame()).isBetween(0.05, 2.0);
        assertThat(viewer.shown.framesPerSecond(5, 60)).isBetween(20.0, 26.0);
        assertThat(viewer.shown.delayPercentile(0.95, 5, 60)).isBetween(20.0, 500.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void tunnelStaysFlat(long seed) {
        Simulation simulation = new Simulation(seed, 1_350_000, 8, false);
        Viewer viewer = simulation.viewer(Path.of(1_000_000, 20, 500).throughTunnel(), Kind.TRANSPORT_WIDE);
        simulation.run(60);

        assertThat(viewer.shown.delayPercentile(0.95, 5, 60)).isBetween(20.0, 700.0);
        assertThat(viewer.switches()).isLessThan(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void dropIsFollowedAndComesBack(long seed) {
        Simulation simulation = new Simulation(seed, 2_000_000, 8, false);
        Path path =
                Path.of(5_000_000, 20, 300).queueBytes(30_000).then(10, 800_000).then(30, 5_000_000);
        Viewer viewer = simulation.viewer(path, Kind.TRANSPORT_WIDE);
        simulation.run(50);

        Trace trace = simulation.traces.get(0);
        assertThat(trace.firstAtOrBelow(1, 10)).isBetween(10.0, 11.0);
        assertThat(trace.queuePercentile(0.95, 12, 30)).isBetween(1.0, 200.0);
        assertThat(viewer.shown.framesPerSecond(12, 30)).isBetween(20.0, 26.0);
        assertThat(trace.firstAtOrAbove(0, 30)).isBetween(30.0, 40.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void pausesOfARadioLinkAreNoCongestion(long seed) {
        Simulation simulation = new Simulation(seed, 2_000_000, 8, false);
        Viewer viewer = simulation.viewer(Path.of(30_000_000, 5, 300).pausing(3), Kind.TRANSPORT_WIDE);
        simulation.run(600);

        assertThat(viewer.switchesDown()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anHourOfAmplePathIsBounded(long seed) {
        Simulation simulation = new Simulation(seed, 2_000_000, 8, false);
        Viewer viewer = simulation.viewer(Path.of(20_000_000, 20, 300), Kind.TRANSPORT_WIDE);
        simulation.run(3600);

        assertThat(viewer.paddingShare()).isLessThan(0.01);
        assertThat(simulation.traces.get(0).largestEstimate()).isBetween(2_000_000L, 4_000_000L);
        assertThat(viewer.switches()).isZero();
    }
}
