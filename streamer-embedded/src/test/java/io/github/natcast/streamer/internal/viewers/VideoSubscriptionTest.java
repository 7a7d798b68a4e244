package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.Rendition;
import io.github.natcast.streamer.TestEncoders;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.ViewerStats;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.video.VideoEncodings;
import io.github.natcast.streamer.internal.rate.FixedRate;
import io.github.natcast.streamer.internal.rate.RateReport;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.sender.FanoutSettings;
import io.github.natcast.streamer.internal.sender.NoEgress;
import io.github.natcast.streamer.internal.sender.Packetizers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which renditions viewers hold while they switch, change their minds, and leave. */
final class VideoSubscriptionTest {
    private static final long SECOND = 1_000_000_000;
    private static final EncodingFormat VP8 = EncodingFormat.of(VideoCodec.VP8);

    private static final Rendition FULL = new Rendition(0, 1280, 720, 2_000_000);
    private static final Rendition SMALL = new Rendition(2, 512, 288, 360_000);

    private final Fanout fanout = new Fanout(
            FanoutSettings.ofDefaults().withSenderThreads(1),
            NoEgress::new,
            System::nanoTime,
            InstantSource.system(),
            new Random(1),
            Thread::new);
    private final VideoEncodings encodings = new VideoEncodings(
            VideoSettings.defaults(), new TestEncoders("cpu"), System::nanoTime, () -> {}, event -> {});
    private final SharedLadder shared = new SharedLadder(
            encodings,
            VP8,
            keyFrames ->
                    fanout.broadcast(Packetizers.of(VideoCodec.VP8, OptionalInt.empty(), new Random(2)), keyFrames));

    @AfterEach
    void close() {
        encodings.close();
        fanout.close();
    }

    private void assertHeld(int full, int middle, int small) {
        assertThat(List.of(shared.viewers(0), shared.viewers(1), shared.viewers(2)))
                .containsExactly(full, middle, small);
    }

    @Test
    void bothAreHeldUntilTheSwitch() {
        VideoSubscription viewer = shared.subscribe();
        viewer.start();
        assertHeld(1, 0, 0);
        viewer.want(2);
        viewer.want(2);
        assertHeld(1, 0, 1);

        assertThat(viewer.rendition()).isEqualTo(FULL);
        assertThat(viewer.switched(2)).isEqualTo(new Rendition.Change(FULL, SMALL, Rendition.Reason.PATH_CARRIES_LESS));
        assertThat(viewer.rendition()).isEqualTo(SMALL);
        assertThat(viewer.targetBitrate()).isEqualTo(360_000);
        assertHeld(0, 0, 1);
        assertThat(viewer.broadcast()).isSameAs(shared.ladder().broadcasts().get(2));
        assertThat(viewer.switched(2)).as("nothing changes").isNull();

        viewer.close();
        viewer.close();
        assertHeld(0, 0, 0);
        assertThat(encodings.isWatched()).isFalse();
    }

    @Test
    void nothingIsEncodedForOneThatWasNotStarted() {
        VideoSubscription viewer = shared.subscribe();
        viewer.want(2);
        assertThat(viewer.switched(2)).isNull();
        assertHeld(0, 0, 0);
        assertThat(encodings.isWatched()).isFalse();

        viewer.close();
        viewer.start();
        assertHeld(0, 0, 0);
    }

    @Test
    void aSwitchSaysWhy() {
        assertThat(VideoSubscription.reason(0, 2, 3)).isEqualTo(Rendition.Reason.PATH_CARRIES_LESS);
        assertThat(VideoSubscription.reason(2, 1, 3)).isEqualTo(Rendition.Reason.PATH_CARRIES_MORE);
        assertThat(VideoSubscription.reason(2, 1, 2)).isEqualTo(Rendition.Reason.ENCODER_FAILED);
    }

    @Test
    void theProgramSeesWhatIsKnownOfThePath() {
        VideoSubscription viewer = shared.subscribe();
        viewer.start();
        assertThat(viewer.path()).as("before media is sent").isEmpty();
        viewer.reportedBy(() -> new RateReport(
                RateReport.EstimateSource.RECEIVER_ESTIMATE,
                700_000,
                600_000,
                2,
                2,
                42_000_000,
                0.25,
                30_000_000,
                true,
                7,
                9));
        viewer.want(2);
        viewer.switched(2);
        assertThat(viewer.path())
                .contains(new ViewerStats.Rate(
                        ViewerStats.Feedback.REMB,
                        OptionalLong.of(700_000),
                        Duration.ofMillis(42),
                        0.25,
                        Optional.of(Duration.ofMillis(30)),
                        true,
                        1,
                        7,
                        9));
        viewer.reportedBy(() -> new FixedRate().report(0));
        assertThat(viewer.path().orElseThrow().estimate()).isEmpty();
        assertThat(viewer.path().orElseThrow().roundTripTime()).isEmpty();
        assertThat(viewer.path().orElseThrow().feedback()).isEqualTo(ViewerStats.Feedback.NONE);
        viewer.close();
    }

    @Test
    void withoutAdaptationNothingIsKnownOfThePath() {
        VideoEncodings fixed = new VideoEncodings(
                VideoSettings.defaults().withAdaptation(false),
                new TestEncoders("cpu"),
                System::nanoTime,
                () -> {},
                event -> {});
        SharedLadder one = new SharedLadder(
                fixed, VP8, keyFrames -> shared.ladder().broadcasts().get(0));
        try (VideoSubscription viewer = one.subscribe()) {
            viewer.reportedBy(() -> new FixedRate().report(0));
            assertThat(viewer.path()).isEmpty();
            assertThat(viewer.rendition()).isEqualTo(FULL);
        }
        fixed.close();
    }

    @Test
    void aChangedMindGivesBackWhatWasWanted() {
        VideoSubscription viewer = shared.subscribe();
        viewer.start();
        viewer.want(1);
        viewer.want(2);
        assertHeld(1, 0, 1);
        viewer.want(0);
        assertHeld(1, 0, 0);
        viewer.close();
        assertHeld(0, 0, 0);
    }

    @Test
    void whatComesAfterTheEndTakesNothing() {
        VideoSubscription viewer = shared.subscribe();
        viewer.start();
        viewer.want(1);
        viewer.close();
        viewer.want(2);
        assertThat(viewer.switched(1)).isNull();
        assertHeld(0, 0, 0);
    }

    /** Any order of calls: one hold per viewer, two while it waits, none after its end. */
    @Test
    void nothingLeaksWhateverTheOrder() {
        Random random = new Random(3);
        List<VideoSubscription> viewers = new ArrayList<>();
        for (int round = 0; round < 5_000; round++) {
            if (viewers.size() < 5) {
                viewers.add(shared.subscribe());
                viewers.get(viewers.size() - 1).start();
            }
            VideoSubscription viewer = viewers.get(random.nextInt(viewers.size()));
            switch (random.nextInt(5)) {
                case 0, 1 -> viewer.want(random.nextInt(3));
                case 2, 3 -> viewer.switched(random.nextInt(3));
                default -> {
                    viewer.close();
                    viewers.remove(viewer);
                }
            }
            int held = shared.viewers(0) + shared.viewers(1) + shared.viewers(2);
            assertThat(held).isBetween(viewers.size(), 2 * viewers.size());
        }
        viewers.forEach(VideoSubscription::close);
        assertHeld(0, 0, 0);
    }

    @Test
    void theSmallestEncodingFollowsThePoorestPathThatIsSentIt() {
        VideoSubscription rich = shared.subscribe();
        rich.start();
        VideoSubscription poor = shared.subscribe();
        poor.start();
        VideoSubscription poorest = shared.subscribe();
        poorest.start();
        for (VideoSubscription viewer : List.of(poor, poorest)) {
            viewer.want(2);
            viewer.switched(2);
        }
        rich.reportedBy(() -> carrying(0, 120_000));
        poor.reportedBy(() -> carrying(2, 300_000));
        assertThat(shared.follow(0)).isTrue();
        assertThat(shared.bitsPerSecond(2)).isEqualTo(300_000);
        poorest.reportedBy(() -> carrying(2, 20_000));
        shared.follow(SECOND);
        assertThat(shared.bitsPerSecond(2)).as("not below the minimum").isEqualTo(150_000);
        poorest.close();
        for (int second = 2; second < 8; second++) {
            shared.follow(second * SECOND);
        }
        assertThat(shared.bitsPerSecond(2)).isEqualTo(300_000);
        assertThat(shared.bitsPerSecond(0)).isEqualTo(2_000_000);
        rich.close();
        poor.close();
        assertThat(shared.follow(9 * SECOND)).isFalse();
        assertThat(shared.bitsPerSecond(2)).as("for whoever comes next").isEqualTo(360_000);
    }

    private static RateReport carrying(int rendition, long forVideo) {
        return new RateReport(
                RateReport.EstimateSource.TRANSPORT_WIDE,
                forVideo,
                forVideo,
                rendition,
                rendition,
                0,
                0,
                0,
                true,
                0,
                0);
    }

    @Test
    void ratesAreThoseOfTheEncodings() {
        assertThat(shared.count()).isEqualTo(3);
        assertThat(shared.bitsPerSecond(2)).isEqualTo(360_000);
        VideoSubscription viewer = shared.subscribe();
        viewer.start();
        viewer.want(2);
        encodings.of(VP8.withRendition(2)).bitrate(200_000);
        assertThat(shared.bitsPerSecond(2)).isEqualTo(200_000);
        viewer.close();
    }
}
