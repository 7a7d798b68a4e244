package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.diagnose.ViewerEvidence.Host;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Route;
import io.github.natcast.sdp.diagnose.ViewerVerdict;
import io.github.natcast.sdp.diagnose.ViewerVerdictCode;
import io.github.natcast.streamer.Rendition;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.ViewerStats;
import io.github.natcast.streamer.internal.connection.ViewerTimeline;
import io.github.natcast.streamer.internal.connection.ViewerTimeline.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a viewer that plays, as its network changes. */
final class ViewerVerdictsTest {
    private static final long SECOND = 1_000_000_000;

    private long now;
    private long frames;
    private final ViewerObservation observed = new ViewerObservation(Route.DIRECT, new ViewerTimeline(() -> now));
    private final ViewerVerdicts verdicts = new ViewerVerdicts(observed, "H264", Locale.CHINESE);
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void play() {
        observed.timeline().openedBefore(Duration.ofMillis(30));
        for (Step step : List.of(
                Step.FIRST_CHECK,
                Step.PATH_VALID,
                Step.CLIENT_HELLO,
                Step.SECURED,
                Step.FIRST_RTP_SENT,
                Step.FIRST_REPORT,
                Step.FIRST_FRAME_SHOWN)) {
            now += 50_000_000;
            observed.timeline().mark(step);
        }
    }

    /** A second of that many pictures. */
    private void second(double lost, int pictures, ViewerState state) {
        now += SECOND;
        frames += pictures;
        ViewerStats stats = new ViewerStats(
                VideoCodec.H264,
                new Rendition(0, 1280, 720, 2_500_000),
                2_500_000,
                frames,
                0,
                10 * frames,
                10_000 * frames,
                0,
                0,
                true,
                0,
                1,
                lost,
                0,
                Duration.ZERO,
                Optional.of(Duration.ofMillis(40)),
                Optional.of(new ViewerStats.Rate(
                        ViewerStats.Feedback.TRANSPORT_WIDE,
                        OptionalLong.of(4_000_000),
                        Duration.ofMillis(5),
                        lost,
                        Optional.of(Duration.ofMillis(40)),
                        false,
                        0,
                        0,
                        0)));
        Sight sight = new Sight(
                now,
                state,
                Optional.empty(),
                Optional.of(stats),
                new Host(30, 30, 30, Optional.empty(), 0, 0),
                2_500_000,
                true,
                Optional.empty());
        for (boolean whole : new boolean[] {true, false}) {
            if (verdicts.look(sight, whole)) {
                told.add(verdicts.current()
                        .operator()
                        .map(ViewerVerdict::code)
                        .map(ViewerVerdictCode::wireCode)
                        .orElse("none"));
            }
        }
    }

    @Test
    void aGoodViewerIsNeverComplainedOf() {
        for (int second = 0; second < 100; second++) {
            second(second % 7 == 0 ? 0.06 : 0.005, 30, ViewerState.CONNECTED);
        }
        assertThat(told).isEmpty();
        assertThat(verdicts.current().operator()).isEmpty();
    }

    @Test
    void aNetworkThatLosesPacketsIsNamedAfterThreeSecondsAndTakenBackAfterFive() {
        second(0.08, 30, ViewerState.CONNECTED);
        second(0.08, 30, ViewerState.CONNECTED);
        assertThat(told).isEmpty();
        second(0.08, 30, ViewerState.CONNECTED);
        assertThat(told).containsExactly("loss");
        assertThat(verdicts.current().operator().orElseThrow().operator()).startsWith("8 %");
        assertThat(verdicts.current().page().orElseThrow().viewer()).endsWith("。");
        for (int second = 0; second < 5; second++) {
            assertThat(told).hasSize(1);
            second(0, 30, ViewerState.CONNECTED);
        }
        assertThat(told).containsExactly("loss", "none");
    }

    @Test
    void aViewerThatHasFallenSilentIsNamedAtOnceAndForgivenWhenItComesBack() {
        second(0, 30, ViewerState.CONNECTED);
        second(0, 30, ViewerState.DISCONNECTED);
        second(0, 30, ViewerState.CONNECTED);

        assertThat(told).containsExactly("viewer-silent", "none");
    }

    @Test
    void theTimelineBeginsWithTheSocket() {
        assertThat(observed.timeline().entries().get(0).toString()).isEqualTo("-30 ms WebSocket opened");
        assertThat(observed.timeline().at(Step.SECURED)).contains(Duration.ofMillis(200));
        assertThat(observed.timeline().at(Step.ENDED)).isEmpty();
    }
}
