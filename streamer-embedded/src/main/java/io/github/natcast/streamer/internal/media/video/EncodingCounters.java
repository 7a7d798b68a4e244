package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What went into one encoding and came out of it since the start. Owned by the encoding, whose thread counts; any
 * thread reads.
 */
final class EncodingCounters {
    private final AtomicLong pictures = new AtomicLong();
    private final AtomicLong encodeNanos = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong keyFrames = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    void given() {
        pictures.incrementAndGet();
    }

    void spent(long nanos) {
        encodeNanos.addAndGet(nanos);
    }

    void delivered(EncodedFrame frame) {
        frames.incrementAndGet();
        bytes.addAndGet(frame.data().length);
        if (frame.keyFrame()) {
            keyFrames.incrementAndGet();
        }
    }

    long pictures() {
        return pictures.get();
    }

    long encodeNanos() {
        return encodeNanos.get();
    }

    long frames() {
        return frames.get();
    }

    long keyFrames() {
        return keyFrames.get();
    }

    long bytes() {
        return bytes.get();
    }
}
