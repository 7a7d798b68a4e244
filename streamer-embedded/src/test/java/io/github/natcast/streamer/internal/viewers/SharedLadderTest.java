package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.TestEncoders;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.video.EncodingEvent;
import io.github.natcast.streamer.internal.media.video.VideoEncodings;
import io.github.natcast.streamer.internal.rate.RateReport;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.sender.FanoutSettings;
import io.github.natcast.streamer.internal.sender.NoEgress;
import io.github.natcast.streamer.internal.sender.Packetizers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What encoders aim at while others fail and come back. */
final class SharedLadderTest {
    private static final int POOREST = 350_000;
    private static final EncodingFormat VP8 = EncodingFormat.of(VideoCodec.VP8);

    private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
    private final CountDownLatch failed = new CountDownLatch(1);
    private final TestEncoders encoders = new TestEncoders("cpu");
    private final Fanout fanout = new Fanout(
            FanoutSettings.ofDefaults().withSenderThreads(1),
            NoEgress::new,
            System::nanoTime,
            InstantSource.system(),
            new Random(1),
            Thread::new);
    private final VideoEncodings encodings =
            new VideoEncodings(VideoSettings.defaults(), encoders, now::get, () -> {}, this::on);
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

    private void on(EncodingEvent event) {
        if (event instanceof EncodingEvent.RenditionFailed) {
            failed.countDown();
        }
    }

    private void passes(Duration time) {
        Duration step = Duration.ofMillis(250);
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            shared.follow(now.addAndGet(step.toNanos()));
        }
    }

    /** While it is the smallest that works it has what the poorest path carries, and its own rate again afterwards. */
    @ParameterizedTest(name = "rendition {0} fails")
    @ValueSource(ints = {1, 2})
    void aRateForThePoorestPathGoesWithTheSmallestRendition(int failing) throws Exception {
        int smallest = failing - 1;
        int own = VideoSettings.defaults().ladder().get(smallest).bitrate();
        encoders.refused.add(VP8.withRendition(failing));
        VideoSubscription rich = shared.subscribe();
        VideoSubscription poor = shared.subscribe();
        rich.start();
        poor.start();
        poor.reportedBy(() ->
                new RateReport(RateReport.EstimateSource.TRANSPORT_WIDE, POOREST, POOREST, 2, 2, 0, 0, 0, true, 0, 0));
        for (int index = smallest; index <= failing; index++) {
            poor.want(index);
            poor.switched(Math.min(index, smallest));
        }

        ByteBuffer pixels = ByteBuffer.allocate(PixelFormat.I420.pictureBytes(64, 64));
        encodings.offer(VideoFrame.of(PixelFormat.I420, 64, 64, pixels, now.get()), true);
        assertThat(failed.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(shared.count()).isEqualTo(failing);
        passes(Duration.ofSeconds(5));
        assertThat(encodings.of(VP8.withRendition(smallest)).bitrate()).isEqualTo(POOREST);

        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(shared.count()).isEqualTo(3);
        passes(Duration.ofSeconds(5));
        assertThat(encodings.of(VP8.withRendition(smallest)).bitrate()).isEqualTo(own);
        assertThat(shared.bitsPerSecond(1))
                .as("is no part of a source's lower rate")
                .isEqualTo(900_000);
        rich.close();
        poor.close();
    }
}
