package io.github.natcast.streamer.internal.media.source;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.internal.media.ffmpeg.MediaReader;
import java.nio.ByteBuffer;

/** The black picture of a source that has only audio. Confined to the source's thread. */
final class BlankPicture {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 36;
    /** Short enough that the source does not count as stalled. */
    private static final long INTERVAL_NANOS = 1_000_000_000L;

    private final ByteBuffer pixels;
    private boolean any;
    private long lastNanos;

    BlankPicture() {
        pixels = ByteBuffer.allocateDirect(PixelFormat.I420.pictureBytes(WIDTH, HEIGHT));
        for (int i = 0; i < pixels.capacity(); i++) {
            pixels.put(i, (byte) (i < WIDTH * HEIGHT ? 16 : 128));
        }
    }

    /** Called with each piece of audio. */
    void keepUp(MediaReader reader, long captureTimeNanos, MediaSink sink) {
        if (!reader.hasVideo() && (!any || captureTimeNanos - lastNanos >= INTERVAL_NANOS)) {
            any = true;
            lastNanos = captureTimeNanos;
            sink.onVideo(VideoFrame.of(PixelFormat.I420, WIDTH, HEIGHT, pixels, captureTimeNanos));
        }
    }
}
