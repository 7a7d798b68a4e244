package io.github.natcast.streamer.internal.media.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.switching.FakeTasks;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several encodings of one source: who is encoded when, and what becomes of those that fail. */
final class RenditionsTest {
    private static final EncodingFormat FULL = EncodingFormat.of(VideoCodec.H264);
    private static final EncodingFormat MIDDLE = FULL.withRendition(1);
    private static final EncodingFormat SMALL = FULL.withRendition(2);
    private static final long FRAME = 40_000_000L;

    private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
    private final FakeEncoders encoders = new FakeEncoders("gpu", "cpu");
    private final HandSource source = new HandSource("camera");
    private final FrameQueue full = new FrameQueue();
    private final FrameQueue middle = new FrameQueue();
    private final FrameQueue small = new FrameQueue();
    private final BlockingQueue<EncodingEvent> events = new LinkedBlockingQueue<>();
    private final MediaPipeline pipeline = new MediaPipeline(
            VideoSettings.defaults(),
            encoders,
            Optional.empty(),
            Duration.ofSeconds(2),
            now::get,
            new FakeTasks(now),
            event -> {},
            events::add);
    private final VideoEncodings video = pipeline.video();

    @BeforeEach
    void start() throws Exception {
        pipeline.sources().start(source);
    }

    @AfterEach
    void nothingIsLeftOpen() {
        pipeline.close();
        assertThat(encoders.open).hasValue(0);
        assertThat(source.unreleased).as("references to pushed pictures").hasValue(0);
    }

    private void send() {
        now.addAndGet(FRAME);
        source.send(now.get());
    }

    private EncodingEvent nextEvent() throws InterruptedException {
        return events.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void eachIsEncodedOnlyWhileSomebodyWantsIt() throws Exception {
        send();
        video.of(FULL).subscribe(full);
        assertThat(full.next().keyFrame()).isTrue();
        assertThat(encoders.opened).containsExactly("H264 1280x720 2000000");

        Encoding.Subscription onSmall = video.of(SMALL).subscribe(small);
        EncodedFrame first = small.next();
        assertThat(first.keyFrame()).as("the newest picture, at once").isTrue();
        assertThat(first.captureTimeNanos()).isEqualTo(now.get());
        assertThat(encoders.opened).containsExactly("H264 1280x720 2000000", "H264, rendition 2 512x288 360000");

        onSmall.close();
        send();
        full.next();
        send();
        full.next();
        assertThat(small.isEmpty()).isTrue();
        assertThat(encoders.opened).hasSize(2);
    }

    @Test
    void threeRenditionsOfOnePictureReleaseItOnce() throws Exception {
        Encoding.Subscription one = video.of(FULL).subscribe(full);
        Encoding.Subscription two = video.of(MIDDLE).subscribe(middle);
        Encoding.Subscription three = video.of(SMALL).subscribe(small);
        for (int round = 0; round < 20; round++) {
            send();
            assertThat(full.next().captureTimeNanos()).isEqualTo(now.get());
            assertThat(middle.next().captureTimeNanos()).isEqualTo(now.get());
            assertThat(small.next().captureTimeNanos()).isEqualTo(now.get());
        }
        one.close();
        two.close();
        three.close();
        // A frame that is released twice throws; that none is held too long, the end of the test sees.
        assertThat(source.active)
                .as("the source rests when nobody watches any rendition")
                .isFalse();
    }

    @Test
    void whoSwitchesToAndFroSeesNoPictureTwiceAndNoOtherViewerNotices() throws Exception {
        video.of(FULL).subscribe(full);
        send();
        assertThat(full.next().keyFrame()).isTrue();
        for (int round = 0; round < 50; round++) {
            Encoding.Subscription onMiddle = video.of(MIDDLE).subscribe(middle);
            assertThat(middle.next().keyFrame()).as("round %d", round).isTrue();
            send();
            assertThat(full.next().keyFrame()).isFalse();
            middle.next();
            onMiddle.close();
            while (!middle.isEmpty()) {
                middle.next();
            }
        }
        assertThat(encoders.opened).hasSize(2);
    }

    @Test
    void aRenditionThatCannotBeEncodedLeavesTheOthersAloneAndIsMentionedOnce() throws Exception {
        encoders.refusedFormats.add(SMALL);
        video.of(FULL).subscribe(full);
        video.of(SMALL).subscribe(small);
        send();
        full.next();
        EncodingEvent event;
        do {
            event = nextEvent();
        } while (event instanceof EncodingEvent.EncoderOpened);
        assertThat(event)
                .isEqualTo(new EncodingEvent.RenditionFailed(SMALL, "gpu: no such device; cpu: no such device"));
        assertThat(video.of(SMALL).isUsable()).isFalse();

        for (int i = 0; i < 10; i++) {
            send();
            full.next();
        }
        assertThat(video.of(FULL).isUsable()).isTrue();
        // Each encoding has a thread of its own: that the other was opened may be heard later.
        assertThat(events).noneMatch(EncodingEvent.RenditionFailed.class::isInstance);

        encoders.refusedFormats.clear();
        now.addAndGet(60_000_000_000L);
        assertThat(video.of(SMALL).isUsable())
                .as("it is tried again after a minute")
                .isTrue();
        send();
        assertThat(small.next().keyFrame()).isTrue();
        assertThat(video.of(SMALL).isUsable()).isTrue();
    }

    @Test
    void theOpenEncoderFollowsTheTargetAndALaterOneOpensWithIt() throws Exception {
        Encoding encoding = video.of(SMALL);
        encoding.subscribe(small);
        send();
        small.next();
        encoding.bitrate(200_000);
        send();
        small.next();
        send();
        small.next();
        assertThat(encoders.changes).containsExactly("H264, rendition 2 200000");
        assertThat(encoding.bitrate()).isEqualTo(200_000);

        encoders.failing.add("gpu");
        send();
        small.next();
        assertThat(encoders.opened)
                .containsExactly("H264, rendition 2 512x288 360000", "H264, rendition 2 512x288 200000");
        assertThat(video.status())
                .singleElement()
                .extracting(EncodingStatus::bitrate)
                .isEqualTo(200_000);
    }

    @Test
    void moreRenditionsThanTheSettingsHaveAreRefused() {
        assertThatThrownBy(() -> video.of(FULL.withRendition(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rendition 3 must be less than 3, their number");
    }
}
