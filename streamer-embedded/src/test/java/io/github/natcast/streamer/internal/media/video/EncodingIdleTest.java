package io.github.natcast.streamer.internal.media.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EncodingIdleTest {
    private final FakeEncoders encoders = new FakeEncoders("cpu");
    private final FrameQueue frames = new FrameQueue();
    private final Encoding encoding = new Encoding(
            EncodingFormat.of(VideoCodec.VP8),
            VideoSettings.defaults(),
            encoders,
            System::nanoTime,
            1_000_000,
            (format, slot, subscription) -> slot.add(subscription, null, List.of()),
            () -> false,
            () -> {},
            event -> {});

    @BeforeEach
    void start() {
        encoding.start();
    }

    @AfterEach
    void nothingStaysOpen() {
        encoding.close();
        assertThat(encoders.open).hasValue(0);
    }

    @Test
    void anEncoderThatNobodyWantsAnyMoreIsClosedAndOpenedForTheNext() throws Exception {
        watchOneFrame();
        assertThat(encoders.firstClosed.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(watchOneFrame().keyFrame()).isTrue();
    }

    @Test
    void anEncoderThatWasWarmedUpStaysOpen() throws Exception {
        encoding.warmUp();
        watchOneFrame();

        assertThat(encoders.firstClosed.await(50, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(encoding.status().encoder()).contains("cpu");
    }

    private EncodedFrame watchOneFrame() throws InterruptedException {
        Encoding.Subscription subscription = encoding.subscribe(frames);
        ByteBuffer pixels = ByteBuffer.allocate(PixelFormat.I420.pictureBytes(2, 2));
        encoding.offer(VideoFrame.of(PixelFormat.I420, 2, 2, pixels, System.nanoTime()));
        EncodedFrame frame = frames.next();
        subscription.close();
        return frame;
    }
}
