package io.github.natcast.streamer.internal.rate.simulation;

import static io.github.natcast.streamer.internal.rate.simulation.TraceFiles.check;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rate.simulation.Signals.Kind;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back is late, missing, false, or little: the viewer is served all the same. */
class FeedbackTroubleTest {
    private static final Path AMPLE = Path.of(20_000_000, 20, 300);
    private static final Path NARROW = Path.of(800_000, 20, 300);

    private static Simulation simulation(long seed, Path path, Consumer<Signals> trouble) {
        Simulation simulation = new Simulation(seed, 1_350_000, 8, false);
        simulation.viewer(simulation.link(path), path, Kind.TRANSPORT_WIDE, true, trouble);
        return simulation;
    }

    private static void isServed(String name, Simulation simulation, Path path, double seconds) {
        simulation.run(seconds);
        Viewer viewer = simulation.viewers.get(0);
        check(name, simulation, () -> {
            assertThat(viewer.shown.framesPerSecond(5, seconds)).isBetween(23.0, 25.5);
            assertThat(viewer.shown.delayPercentile(0.95, 5, seconds)).isBetween(20.0, 400.0);
            if (path.equals(AMPLE)) {
                assertThat(viewer.switches()).isZero();
                assertThat(simulation.traces.get(0).largestEstimate()).isBetween(1_350_000L, 3_000_000L);
            } else {
                assertThat(viewer.current()).isGreaterThan(0);
                assertThat(viewer.switches()).isBetween(1, 4);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void silenceOfTwoSecondsIsSurvived(long seed) {
        isServed("silent-ample-" + seed, simulation(seed, AMPLE, signals -> signals.silent(10, 12)), AMPLE, 40);
        isServed("silent-narrow-" + seed, simulation(seed, NARROW, signals -> signals.silent(10, 12)), NARROW, 40);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void lostFeedbackIsSurvived(long seed) {
        isServed("lost-ample-" + seed, simulation(seed, AMPLE, signals -> signals.losing(0.2)), AMPLE, 40);
        isServed("lost-narrow-" + seed, simulation(seed, NARROW, signals -> signals.losing(0.2)), NARROW, 40);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void clocksThatDriftAreNoQueue(long seed) {
        for (double drift : new double[] {-150, 150}) {
            isServed("drift-ample-" + seed, simulation(seed, AMPLE, signals -> signals.drift(drift)), AMPLE, 600);
            isServed("drift-narrow-" + seed, simulation(seed, NARROW, signals -> signals.drift(drift)), NARROW, 120);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600_000_000_000L, -30_000_000_000L, 30_000_000_000L, 3_600_000_000_000L})
    void aClockThatIsSetIsNoQueue(long step) {
        isServed("step-ample", simulation(1, AMPLE, signals -> signals.stepClock(15, step)), AMPLE, 40);
        isServed("step-narrow", simulation(2, NARROW, signals -> signals.stepClock(15, step)), NARROW, 40);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void repeatedLateAndForgedFeedbackChangesNothing(long seed) {
        isServed("forged-ample-" + seed, simulation(seed, AMPLE, Signals::garble), AMPLE, 60);
        isServed("forged-narrow-" + seed, simulation(seed, NARROW, Signals::garble), NARROW, 60);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aPathThatBecomesLongerIsNotTakenForCongestedForLong(long seed) {
        Simulation simulation = Scenarios.longer(seed);
        simulation.run(60);
        Viewer viewer = simulation.viewers.get(0);

        check("longer-" + seed, simulation, () -> {
            assertThat(viewer.shown.framesPerSecond(5, 60)).isBetween(23.5, 25.5);
            assertThat(viewer.switchesDown()).isLessThanOrEqualTo(1);
            assertThat(viewer.current()).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whateverTheViewerReportsItIsServed(Kind kind) {
        for (long seed = 1; seed <= 3; seed++) {
            Simulation simulation = Scenarios.narrow(seed, 800_000, kind);
            simulation.run(120);
            Viewer viewer = simulation.viewers.get(0);
            check("kind-" + kind + "-" + seed, simulation, () -> {
                assertThat(viewer.shown.firstFrame()).isBetween(0.05, kind == Kind.TRANSPORT_WIDE ? 2.0 : 4.0);
                assertThat(viewer.shown.framesPerSecond(5, 120)).isBetween(23.0, 25.5);
                assertThat(viewer.shown.delayPercentile(0.95, 10, 120)).isBetween(20.0, 400.0);
                assertThat(viewer.switches()).isBetween(1, kind == Kind.TRANSPORT_WIDE ? 3 : 8);
                assertThat(viewer.paddingShare()).isLessThan(kind == Kind.RECEIVER_REPORT ? 0.06 : 0.02);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whateverTheViewerReportsAnAmplePathKeepsTheFullRendition(Kind kind) {
        for (long seed = 1; seed <= 3; seed++) {
            Simulation simulation = Scenarios.narrow(seed, 20_000_000, kind);
            simulation.run(300);
            Viewer viewer = simulation.viewers.get(0);
            check("ample-" + kind + "-" + seed, simulation, () -> {
                assertThat(viewer.switches()).isZero();
                assertThat(viewer.shown.framesPerSecond(5, 300)).isBetween(24.9, 25.1);
            });
        }
    }
}
