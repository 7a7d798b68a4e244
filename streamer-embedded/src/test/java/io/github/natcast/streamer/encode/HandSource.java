package io.github.natcast.streamer.encode;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A source whose pictures the test sends one by one; counts those not released yet. */
final class HandSource implements VideoSource {
    final AtomicInteger unreleased = new AtomicInteger();
    private final String name;
    volatile @Nullable MediaSink sink;
    volatile boolean closed;

    HandSource(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Playback start(VideoSettings wanted, MediaSink newSink) {
        sink = newSink;
        closed = false;
        return () -> closed = true;
    }

    void send(long captureTimeNanos) {
        unreleased.incrementAndGet();
        ByteBuffer pixels = ByteBuffer.allocate(PixelFormat.I420.pictureBytes(2, 2));
        VideoFrame frame = VideoFrame.of(PixelFormat.I420, 2, 2, pixels, captureTimeNanos, unreleased::decrementAndGet);
        MediaSink open = sink;
        if (open == null) {
            throw new AssertionError(name + " was not started");
        }
        open.onVideo(frame);
    }
}
