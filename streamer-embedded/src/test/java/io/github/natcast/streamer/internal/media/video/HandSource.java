package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A source whose pictures the test sends one by one; counts those not released yet. */
public final class HandSource implements VideoSource {
    public final AtomicInteger unreleased = new AtomicInteger();
    private final String name;
    public volatile @Nullable MediaSink sink;
    public final AtomicInteger starts = new AtomicInteger();
    public volatile boolean closed;
    public volatile boolean active;
    /** When set, {@link #start} fails with it. */
    public volatile @Nullable String refusal;

    public HandSource(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Playback start(VideoSettings wanted, MediaSink newSink) throws MediaSourceException {
        String reason = refusal;
        if (reason != null) {
            throw new MediaSourceException(reason);
        }
        sink = newSink;
        starts.incrementAndGet();
        closed = false;
        active = true;
        return new Playback() {
            @Override
            public void setActive(boolean nowActive) {
                active = nowActive;
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    public void end() {
        sink().onEnd();
    }

    public void fail(String reason) {
        sink().onFailure(new MediaSourceException(reason));
    }

    public void send(long captureTimeNanos) {
        unreleased.incrementAndGet();
        ByteBuffer pixels = ByteBuffer.allocate(PixelFormat.I420.pictureBytes(2, 2));
        VideoFrame frame = VideoFrame.of(PixelFormat.I420, 2, 2, pixels, captureTimeNanos, unreleased::decrementAndGet);
        sink().onVideo(frame);
    }

    private MediaSink sink() {
        MediaSink open = sink;
        if (open == null) {
            throw new AssertionError(name + " was not started");
        }
        return open;
    }
}
