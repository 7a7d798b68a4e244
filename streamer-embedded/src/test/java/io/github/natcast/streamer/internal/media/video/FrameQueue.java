package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A listener that a test takes frames from. */
final class FrameQueue implements Consumer<EncodedFrame> {
    private final BlockingQueue<EncodedFrame> frames = new LinkedBlockingQueue<>();

    @Override
    public void accept(EncodedFrame frame) {
        frames.add(frame);
    }

    EncodedFrame next() throws InterruptedException {
        EncodedFrame frame = frames.poll(20, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("no frame came");
        }
        return frame;
    }

    /** Empty when none comes within this time. */
    Optional<EncodedFrame> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(frames.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }
}
