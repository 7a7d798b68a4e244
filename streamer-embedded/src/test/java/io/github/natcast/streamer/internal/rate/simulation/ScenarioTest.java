package io.github.natcast.streamer.internal.rate.simulation;

import static io.github.natcast.streamer.internal.rate.simulation.TraceFiles.check;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rate.simulation.Signals.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What viewers get on typical paths. A bound has two sides: what is too good shows a mistake in the simulation. */
class ScenarioTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void narrowPathGetsASmallerRenditionAndKeepsIt(long seed) {
        Simulation simulation = Scenarios.narrow(seed, 800_000, Kind.TRANSPORT_WIDE);
        simulation.run(60);
        Viewer viewer = simulation.viewers.get(0);

        check("narrow-" + seed, simulation, () -> {
            assertThat(viewer.shown.firstFrame()).isBetween(0.05, 2.0);
            assertThat(viewer.shown.framesPerSecond(5, 60)).isBetween(20.0, 25.5);
            assertThat(viewer.shown.delayPercentile(0.95, 5, 60)).isBetween(25.0, 300.0);
            assertThat(viewer.switches()).isBetween(1, 2);
            assertThat(viewer.paddingShare()).isBetween(0.0001, 0.02);
            assertThat(simulation.traces.get(0).meanSent(10, 60)).isBetween(500_000.0, 760_000.0);
        });
    }

    @ParameterizedTest
    @CsvSource({"200,1", "200,2", "200,3", "250,1", "250,2", "300,1", "300,2", "400,1", "400,2", "500,1", "500,2"})
    void slowPathIsNeverFrozen(int kilobits, long seed) {
        Simulation simulation = Scenarios.narrow(seed, kilobits * 1000L, Kind.TRANSPORT_WIDE);
        simulation.run(60);
        Viewer viewer = simulation.viewers.get(0);

        check("slow-" + kilobits + "-" + seed, simulation, () -> {
            assertThat(viewer.shown.longestGap(5, 60)).isBetween(60.0, 1000.0);
            assertThat(viewer.shown.framesPerSecond(5, 60)).isBetween(kilobits > 200 ? 24.0 : 18.0, 25.5);
            assertThat(viewer.shown.firstFrame()).isBetween(0.3, 3.0);
            assertThat(simulation.traces.get(0).meanSent(10, 60)).isBetween(700.0 * kilobits, 1020.0 * kilobits);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tunnelStaysFlat(long seed) {
        Simulation simulation = Scenarios.tunnel(seed);
        simulation.run(120);
        Viewer viewer = simulation.viewers.get(0);

        check("tunnel-" + seed, simulation, () -> {
            assertThat(viewer.shown.delayPercentile(0.95, 5, 60)).isBetween(25.0, 400.0);
            assertThat(viewer.shown.delayPercentile(0.95, 60, 120)).isBetween(25.0, 400.0);
            assertThat(viewer.shown.framesPerSecond(5, 120)).isBetween(23.0, 25.5);
            assertThat(viewer.switches()).isBetween(1, 4);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void dropIsFollowedAndComesBack(long seed) {
        int from = 9 + (int) seed;
        Simulation simulation = Scenarios.drop(seed, from, from + 20);
        simulation.run(from + 40);
        Viewer viewer = simulation.viewers.get(0);
        Trace trace = simulation.traces.get(0);

        check("drop-" + seed, simulation, () -> {
            assertThat(trace.firstAtOrBelow(1, from)).isBetween(from + 0.1, from + 1.0);
            assertThat(trace.queuePercentile(0.95, from + 2, from + 20)).isBetween(1.0, 200.0);
            assertThat(viewer.shown.longestGap(from - 1, from + 19)).isBetween(60.0, 500.0);
            assertThat(viewer.shown.framesPerSecond(from + 2, from + 20)).isBetween(20.0, 25.5);
            assertThat(trace.firstAtOrAbove(0, from + 20)).isBetween(from + 21.0, from + 30.0);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void lossAloneIsNoReasonForLess(long seed) {
        Simulation simulation = Scenarios.lossy(seed, 0.03);
        simulation.run(300);
        Viewer viewer = simulation.viewers.get(0);

        check("lossy-" + seed, simulation, () -> {
            assertThat(viewer.switches()).isZero();
            assertThat(viewer.shown.framesPerSecond(5, 300)).isBetween(24.0, 25.5);
            assertThat(simulation.traces.get(0).meanSent(5, 300)).isBetween(1_350_000.0, 1_800_000.0);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void twoOnOneBottleneckGetAlike(long seed) {
        Simulation simulation = Scenarios.shared(seed);
        simulation.run(120);
        double first = simulation.traces.get(0).meanSent(20, 120);
        double second = simulation.traces.get(1).meanSent(20, 120);

        check("shared-" + seed, simulation, () -> {
            assertThat(first / second).isBetween(0.5, 2.0);
            assertThat(first + second).isBetween(1_200_000.0, 2_020_000.0);
            simulation.viewers.forEach(viewer -> {
                assertThat(viewer.shown.framesPerSecond(20, 120)).isBetween(23.0, 25.5);
                assertThat(viewer.switches()).isBetween(1, 6);
            });
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void oneSlowViewerCostsTheOthersNothing(long seed) {
        Simulation simulation = Scenarios.oneSlow(seed, 100);
        simulation.run(20);

        check("one-slow-" + seed, simulation, () -> {
            assertThat(simulation.viewers.get(0).current()).isEqualTo(2);
            assertThat(simulation.viewers.get(0).shown.framesPerSecond(5, 20)).isBetween(20.0, 25.5);
            simulation.viewers.stream().skip(1).forEach(viewer -> {
                assertThat(viewer.switches()).isZero();
                assertThat(viewer.shown.share(0, 0, 20)).isEqualTo(1);
                assertThat(viewer.shown.framesPerSecond(2, 20)).isBetween(24.5, 25.5);
                assertThat(viewer.shown.longestGap(2, 20)).isBetween(40.0, 200.0);
            });
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void pausesOfARadioLinkAreNoCongestion(long seed) {
        Simulation simulation = Scenarios.pauses(seed);
        simulation.run(600);

        check(
                "pauses-" + seed,
                simulation,
                () -> assertThat(simulation.viewers.get(0).switchesDown()).isLessThanOrEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anHourOfAmplePathIsBounded(long seed) {
        Simulation simulation = Scenarios.ample(seed);
        simulation.run(3600);
        Viewer viewer = simulation.viewers.get(0);

        check("ample-" + seed, simulation, () -> {
            assertThat(viewer.paddingShare()).isLessThan(0.01);
            assertThat(simulation.traces.get(0).largestEstimate()).isBetween(2_000_000L, 4_000_000L);
            assertThat(viewer.switches()).isZero();
            assertThat(viewer.shown.framesPerSecond(5, 3600)).isBetween(24.9, 25.1);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void rampIsFollowedBothWays(long seed) {
        Simulation simulation = Scenarios.ramp(seed);
        simulation.run(90);
        Viewer viewer = simulation.viewers.get(0);

        check("ramp-" + seed, simulation, () -> {
            assertThat(viewer.shown.framesPerSecond(2, 90)).isBetween(22.0, 25.5);
            assertThat(viewer.shown.longestGap(2, 90)).isBetween(60.0, 700.0);
            assertThat(viewer.shown.share(0, 28, 34)).isLessThan(0.05);
            assertThat(viewer.shown.share(0, 75, 90)).isBetween(0.6, 1.0);
        });
    }
}
