package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import java.nio.ByteBuffer;

/** What an encoder is tried with. Stateless. */
final class BlackPicture {
    private static final byte BLACK = 16;
    private static final byte GREY = (byte) 128;

    private BlackPicture() {}

    static VideoFrame of(VideoSettings settings, long captureTimeNanos) {
        int lumaBytes = settings.width() * settings.height();
        ByteBuffer pixels = ByteBuffer.allocateDirect(lumaBytes * 3 / 2);
        for (int i = 0; i < pixels.capacity(); i++) {
            pixels.put(i, i < lumaBytes ? BLACK : GREY);
        }
        return VideoFrame.of(PixelFormat.I420, settings.width(), settings.height(), pixels, captureTimeNanos);
    }
}
