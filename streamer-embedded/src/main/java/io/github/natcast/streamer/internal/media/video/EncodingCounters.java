package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import java.util.concurrent.atomic.AtomicLong;

/** What one encoding has done since its start. Thread-safe. */
final class EncodingCounters {
    final AtomicLong pictures = new AtomicLong();
    final AtomicLong frames = new AtomicLong();
    final AtomicLong keyFrames = new AtomicLong();
    final AtomicLong bytes = new AtomicLong();
    final AtomicLong dropped = new AtomicLong();
    final AtomicLong encodeNanos = new AtomicLong();

    void count(EncodedFrame frame) {
        frames.incrementAndGet();
        bytes.addAndGet(frame.data().length);
        if (frame.keyFrame()) {
            keyFrames.incrementAndGet();
        }
    }
}
