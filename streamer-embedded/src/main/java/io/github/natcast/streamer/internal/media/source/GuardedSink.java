package io.github.natcast.streamer.internal.media.source;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.EncodedUnit;
import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoFrame;

/**
 * Passes everything on until it is closed, one call at a time: once {@link #close()} has returned, no call is under
 * way. For sources whose thread cannot be joined. Thread-safe.
 */
public final class GuardedSink implements MediaSink {
    private final MediaSink sink;
    private boolean open = true;

    public GuardedSink(MediaSink sink) {
        this.sink = sink;
    }

    @Override
    public synchronized void onVideo(VideoFrame frame) {
        if (open) {
            sink.onVideo(frame);
        } else {
            frame.release();
        }
    }

    @Override
    public synchronized void onAudio(AudioFrame frame) {
        if (open) {
            sink.onAudio(frame);
        }
    }

    @Override
    public synchronized void onEncoded(EncodedUnit unit) {
        if (open) {
            sink.onEncoded(unit);
        }
    }

    @Override
    public synchronized void onOpus(byte[] packet, long captureTimeNanos) {
        if (open) {
            sink.onOpus(packet, captureTimeNanos);
        }
    }

    @Override
    public synchronized void onEnd() {
        if (open) {
            open = false;
            sink.onEnd();
        }
    }

    @Override
    public synchronized void onFailure(MediaSourceException failure) {
        if (open) {
            open = false;
            sink.onFailure(failure);
        }
    }

    public synchronized void close() {
        open = false;
    }
}
