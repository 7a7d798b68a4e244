package io.github.natcast.streamer.internal.media.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.switching.FakeTasks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class VideoEncodingsTest {
    private static final EncodingFormat H264 = EncodingFormat.of(VideoCodec.H264);

    private static final long FRAME = 40_000_000L;

    private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
    private final FakeEncoders encoders = new FakeEncoders("gpu", "cpu");
    private final HandSource source = new HandSource("camera");
    private final FrameQueue frames = new FrameQueue();
    private final BlockingQueue<EncodingEvent> events = new LinkedBlockingQueue<>();
    private MediaPipeline pipeline = pipeline(VideoSettings.defaults());

    private MediaPipeline pipeline(VideoSettings settings) {
        return new MediaPipeline(
                settings,
                encoders,
                Optional.empty(),
                Duration.ofSeconds(2),
                now::get,
                new FakeTasks(now),
                event -> {},
                events::add);
    }

    @BeforeEach
    void start() throws Exception {
        pipeline.sources().start(source);
    }

    @AfterEach
    void nothingIsLeftOpen() {
        pipeline.close();
        assertThat(encoders.open).hasValue(0);
        assertThat(source.unreleased).hasValue(0);
        assertThat(source.closed).isTrue();
    }

    private void send() {
        now.addAndGet(FRAME);
        source.send(now.get());
    }

    private void awaitEvent(EncodingEvent wanted) throws InterruptedException {
        EncodingEvent event;
        do {
            event = events.poll(20, TimeUnit.SECONDS);
            assertThat(event).as("an event before %s", wanted).isNotNull();
        } while (!wanted.equals(event));
    }

    @Test
    void theFirstSubscriberGetsTheNewestPictureAtOnceAsAKeyFrame() throws Exception {
        send();
        pipeline.video().of(H264).subscribe(frames);

        EncodedFrame first = frames.next();
        assertThat(first.keyFrame()).isTrue();
        assertThat(first.captureTimeNanos()).isEqualTo(now.get());
        send();
        assertThat(frames.next().keyFrame()).isFalse();
    }

    @Test
    void anEncoderThatThrowsAnErrorGivesWayToTheNext() throws Exception {
        pipeline.video().of(H264).subscribe(frames);
        send();
        frames.next();
        encoders.broken.add("gpu");
        send();

        EncodedFrame next = frames.next();
        assertThat(next.data()).containsExactly(1);
        assertThat(next.keyFrame()).isTrue();
        awaitEvent(new EncodingEvent.EncoderFailed(
                H264, "gpu", "java.lang.OutOfMemoryError: gpu: a failure of this test"));
    }

    @Test
    void whenAllThrowErrorsTheEncodingSaysSoAndStartsOverLater() throws Exception {
        encoders.broken.addAll(List.of("gpu", "cpu"));
        pipeline.video().of(H264).subscribe(frames);
        send();
        while (pipeline.video().status().get(0).failure().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(pipeline.video().status().get(0).failure().orElseThrow()).contains("a failure of this test");

        encoders.broken.clear();
        now.addAndGet(Duration.ofSeconds(6).toNanos());
        send();
        assertThat(frames.next().keyFrame()).isTrue();
        assertThat(pipeline.video().status().get(0).failure()).isEmpty();
    }

    @Test
    void aListenerThatThrowsAnErrorHarmsNoOther() throws Exception {
        FailingListener bad = new FailingListener();
        pipeline.video().of(H264).subscribe(bad);
        pipeline.video().of(H264).subscribe(frames);
        send();
        assertThat(frames.next().keyFrame()).isTrue();
        send();
        frames.next();
        assertThat(bad.calls).hasValue(2);
    }

    private static final class FailingListener implements Consumer<EncodedFrame> {
        final AtomicInteger calls = new AtomicInteger();

        @Override
        public void accept(EncodedFrame frame) {
            calls.incrementAndGet();
            throw new StackOverflowError("a failure of this test");
        }
    }

    @Test
    void nothingIsEncodedWithoutASubscriber() throws Exception {
        Encoding.Subscription subscription = pipeline.video().of(H264).subscribe(frames);
        send();
        frames.next();
        subscription.close();
        send();
        send();

        assertThat(pipeline.video().status().get(0).pictures()).isEqualTo(1);
    }

    @Test
    void whoNeedsShortUnitsHasAnEncodingOfTheirOwn() throws Exception {
        EncodingFormat limited = EncodingFormat.of(VideoCodec.H264).withMaximumUnit(1148);
        FrameQueue shortUnits = new FrameQueue();
        pipeline.video().of(H264).subscribe(frames);
        send();
        frames.next();
        assertThat(pipeline.video().status()).hasSize(1);

        Encoding.Subscription subscription = pipeline.video().of(limited).subscribe(shortUnits);
        assertThat(shortUnits.next().keyFrame()).isTrue();
        send();
        assertThat(frames.next().keyFrame()).isFalse();
        assertThat(shortUnits.next().keyFrame()).isFalse();
        subscription.close();
        send();
        frames.next();

        assertThat(pipeline.video().status())
                .extracting(EncodingStatus::format, EncodingStatus::pictures)
                .containsExactly(tuple(H264, 3L), tuple(limited, 2L));
    }

    @Test
    void aForcedEncoderThatCannotMakeAFormatIsNotTried() {
        assertThat(pipeline.video().canTry(H264)).isTrue();
        try (MediaPipeline forced = pipeline(VideoSettings.defaults().withEncoder("other"))) {
            assertThat(forced.video().canTry(H264)).isFalse();
        }
    }

    @Test
    void aNewFirstSubscriberStartsWithAKeyFrameHoweverRecentTheLastOneIs() throws Exception {
        Encoding.Subscription subscription = pipeline.video().of(H264).subscribe(frames);
        send();
        assertThat(frames.next().keyFrame()).isTrue();
        subscription.close();

        FrameQueue second = new FrameQueue();
        pipeline.video().of(H264).subscribe(second);
        assertThat(second.next().keyFrame()).isTrue();
    }

    @Test
    void requestsThatComeCloseTogetherShareOneKeyFrame() throws Exception {
        Encoding encoding = pipeline.video().of(H264);
        encoding.subscribe(frames);
        send();
        assertThat(frames.next().keyFrame()).isTrue();
        int keyFrames = 0;
        int sent = 0;
        while (now.get() < 1_000_000_000_000L + 10 * FRAME) {
            encoding.requestKeyFrame();
            send();
            sent++;
            keyFrames += frames.next().keyFrame() ? 1 : 0;
        }

        // 40 ms apart, the last key frame at 0: only the picture at 320 ms may be one.
        assertThat(sent).isEqualTo(9);
        assertThat(keyFrames).isEqualTo(1);
    }

    @Test
    void captureTimesIncreaseWhateverTheSourceSays() throws Exception {
        pipeline.video().of(H264).subscribe(frames);
        send();
        long first = frames.next().captureTimeNanos();
        source.send(first - 3 * FRAME);
        long second = frames.next().captureTimeNanos();
        source.send(17);
        long third = frames.next().captureTimeNanos();

        assertThat(second).isGreaterThan(first);
        assertThat(third).isGreaterThan(second);
    }

    /** A program may send milliseconds by mistake: its pictures count as captured when they come. */
    @Test
    void picturesWhoseTimesAreOnAnotherScaleAreEncodedAsTheyCome() throws Exception {
        pipeline.video().of(H264).subscribe(frames);
        for (int i = 0; i < 20; i++) {
            now.addAndGet(FRAME);
            source.send(1_780_000_000_000L + now.get() / 1_000_000);

            assertThat(frames.next().captureTimeNanos()).isEqualTo(now.get());
        }
    }

    @Test
    void anEncoderThatIsRefusedIsPassedOver() throws Exception {
        encoders.refusing.add("gpu");

        assertThat(pipeline.video().of(H264).warmUp()).isEqualTo("cpu");

        assertThat(pipeline.video().status().get(0).attempts())
                .extracting(
                        EncodingStatus.Attempt::encoder,
                        EncodingStatus.Attempt::opened,
                        EncodingStatus.Attempt::message)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("gpu", false, "gpu: no such device"),
                        org.assertj.core.groups.Tuple.tuple("cpu", true, ""));
    }

    @Test
    void anEncoderThatFailsInMidStreamIsFollowedByTheNextWithAKeyFrame() throws Exception {
        pipeline.video().of(H264).subscribe(frames);
        send();
        assertThat(frames.next().data()).containsExactly(0);
        encoders.failing.add("gpu");
        send();

        EncodedFrame taken = frames.next();
        assertThat(taken.data()).containsExactly(1);
        assertThat(taken.keyFrame()).isTrue();
        assertThat(taken.captureTimeNanos()).isEqualTo(now.get());
        EncodingStatus status = pipeline.video().status().get(0);
        assertThat(status.encoder()).contains("cpu");
        assertThat(status.attempts()).anySatisfy(attempt -> {
            assertThat(attempt.encoder()).isEqualTo("gpu");
            assertThat(attempt.message()).contains("device lost");
        });
    }

    @Test
    void warmUpNamesEveryReasonWhenNothingOpens() {
        encoders.refusing.add("gpu");
        encoders.refusing.add("cpu");

        assertThatThrownBy(() -> pipeline.video().of(H264).warmUp())
                .isInstanceOf(EncoderException.class)
                .hasMessage("gpu: no such device; cpu: no such device");
    }

    @Test
    void aForcedEncoderIsNotReplacedByAnother() {
        encoders.refusing.add("gpu");
        MediaPipeline forced = pipeline(VideoSettings.defaults().withEncoder("gpu"));

        assertThatThrownBy(() -> forced.video().of(H264).warmUp()).hasMessage("gpu: no such device");
        forced.close();
    }

    @Test
    void afterWarmUpTheFirstSubscriberStillGetsAKeyFrame() throws Exception {
        assertThat(pipeline.video().of(H264).warmUp()).isEqualTo("gpu");
        send();
        pipeline.video().of(H264).subscribe(frames);

        assertThat(frames.next().keyFrame()).isTrue();
    }

    @Test
    void afterEveryEncoderFailedTheyAreTriedAgainInAWhile() throws Exception {
        pipeline.video().of(H264).subscribe(frames);
        send();
        frames.next();
        encoders.failing.addAll(List.of("gpu", "cpu"));
        send();
        String reason = "gpu: device lost; cpu: device lost";
        awaitEvent(new EncodingEvent.EncoderFailed(H264, "gpu", "gpu: device lost"));
        awaitEvent(new EncodingEvent.EncoderFailed(H264, "cpu", "cpu: device lost"));
        awaitEvent(new EncodingEvent.EncodingFailed(H264, reason));
        encoders.failing.clear();
        now.addAndGet(6_000_000_000L);
        send();

        EncodedFrame again = frames.next();
        assertThat(again.keyFrame()).isTrue();
        assertThat(again.data()).containsExactly(0);
        assertThat(pipeline.video().status().get(0).failure()).isEmpty();
    }

    @Test
    void aKeyFrameThatNoNewPictureBringsIsMadeOfTheLastOne() throws Exception {
        Encoding encoding = pipeline.video().of(H264);
        encoding.subscribe(frames);
        send();
        frames.next();
        now.addAndGet(10 * FRAME);
        encoding.requestKeyFrame();

        EncodedFrame again = frames.next();
        assertThat(again.keyFrame()).isTrue();
        assertThat(again.captureTimeNanos()).isEqualTo(now.get());
    }

    @Test
    void aPictureThatIsOldWhenTheFirstViewerComesCountsAsTakenThen() throws Exception {
        send();
        now.addAndGet(200 * FRAME);
        pipeline.video().of(H264).subscribe(frames);

        assertThat(frames.next().captureTimeNanos()).isEqualTo(now.get());
    }
}
