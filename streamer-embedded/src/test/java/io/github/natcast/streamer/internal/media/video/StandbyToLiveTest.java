package io.github.natcast.streamer.internal.media.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.PushVideoSource;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegEncoders;
import io.github.natcast.streamer.internal.media.ffmpeg.TestDecoder;
import io.github.natcast.streamer.internal.media.ffmpeg.TestMedia;
import io.github.natcast.streamer.internal.media.switching.BackgroundTasks;
import io.github.natcast.streamer.internal.media.switching.SourceEvent;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real thing: a clip, then pushed pictures of another size and format, then the clip again, in one decoder. */
final class StandbyToLiveTest {
    private static final EncodingFormat H264 = EncodingFormat.of(VideoCodec.H264);

    private static final VideoSettings SMALL =
            VideoSettings.defaults().withSize(320, 180).withBitrate(1_000_000);
    /** Enough for a minute at 25 frames per second. */
    private static final int MOST_FRAMES = 1500;

    private final BlockingQueue<SourceEvent> events = new LinkedBlockingQueue<>();
    private final FrameQueue frames = new FrameQueue();
    private long lastCaptured = Long.MIN_VALUE;
    private int keyFrames;

    @Test
    void oneDecoderSeesOneStream(@TempDir Path folder) throws Exception {
        // Its pictures are darker than 145, but for a narrow column.
        Path clip = TestMedia.write(folder.resolve("standby.mp4"), 160, 120, 25, 10);
        PushVideoSource live = VideoSource.pushed("drawing");
        try (MediaPipeline pipeline = new MediaPipeline(
                        SMALL,
                        new FfmpegEncoders(),
                        Optional.empty(),
                        MediaPipeline.STALL,
                        System::nanoTime,
                        BackgroundTasks.threads(),
                        events::add,
                        event -> {});
                TestDecoder decoder = new TestDecoder(VideoCodec.H264)) {
            pipeline.sources().start(VideoSource.media(clip.toString()));
            Encoding encoding = pipeline.video().of(H264);
            encoding.warmUp();
            Encoding.Subscription subscription = encoding.subscribe(frames);
            decodeUntil(decoder, luma -> luma < 150);

            pipeline.sources().show(live);
            Thread pusher = pushWhite(live);
            decodeUntil(decoder, luma -> luma > 200);
            assertThat(pipeline.sources().shown()).isEqualTo("drawing");

            live.end();
            decodeUntil(decoder, luma -> luma < 150);
            pusher.interrupt();
            pusher.join(Duration.ofSeconds(20).toMillis());
            subscription.close();
        }

        assertThat(keyFrames).isEqualTo(1);
        assertThat(events)
                .contains(
                        new SourceEvent.Shown("drawing", false),
                        new SourceEvent.Ended("drawing"),
                        new SourceEvent.Shown(clip.toString(), true));
    }

    private static Thread pushWhite(PushVideoSource source) {
        Thread pusher = new Thread(() -> {
            ByteBuffer white = ByteBuffer.allocate(640 * 360 * 4);
            Arrays.fill(white.array(), (byte) 255);
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    source.push(PixelFormat.BGRA, 640, 360, white, System.nanoTime());
                    Thread.sleep(40);
                }
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        });
        pusher.start();
        return pusher;
    }

    private void decodeUntil(TestDecoder decoder, IntPredicate lumaInTheCorner) throws InterruptedException {
        for (int i = 0; i < MOST_FRAMES; i++) {
            EncodedFrame frame = frames.next();
            assertThat(frame.captureTimeNanos()).isGreaterThan(lastCaptured);
            lastCaptured = frame.captureTimeNanos();
            keyFrames += frame.keyFrame() ? 1 : 0;
            TestDecoder.Picture picture = decoder.decode(frame.data()).orElseThrow();
            if (lumaInTheCorner.test(picture.lumaAt(270, 170))) {
                return;
            }
        }
        throw new AssertionError("the picture did not change");
    }
}
