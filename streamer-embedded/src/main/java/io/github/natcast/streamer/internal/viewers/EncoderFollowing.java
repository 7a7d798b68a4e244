package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.internal.connection.ControlLoop;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongPredicate;

/** Has the encoders follow the viewers' paths, four times a second while there are viewers. Thread-safe. */
final class EncoderFollowing {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final ControlLoop control;
    private final LongPredicate video;
    private final AtomicBoolean running = new AtomicBoolean();

    /** @param video has its encoders follow at a time, and says whether anybody watches */
    EncoderFollowing(ControlLoop control, LongPredicate video) {
        this.control = control;
        this.video = video;
    }

    /** To be called when there is a viewer. */
    void start() {
        if (running.compareAndSet(false, true)) {
            control.schedule(INTERVAL, this::follow);
        }
    }

    private void follow() {
        if (video.test(control.nanoTime())) {
            control.schedule(INTERVAL, this::follow);
            return;
        }
        running.set(false);
        // One who came after the look and before the line above has found it running.
        if (video.test(control.nanoTime())) {
            start();
        }
    }
}
