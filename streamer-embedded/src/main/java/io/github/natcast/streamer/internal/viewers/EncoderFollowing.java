package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.internal.connection.ControlLoop;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Has the encoders follow the viewers' paths, four times a second while there are viewers. Thread-safe. */
final class EncoderFollowing {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final SharedVideo video;
    private final ControlLoop control;
    private final AtomicBoolean running = new AtomicBoolean();

    EncoderFollowing(SharedVideo video, ControlLoop control) {
        this.video = video;
        this.control = control;
    }

    /** To be called when there is a viewer. */
    void start() {
        if (video.settings().adaptation() && running.compareAndSet(false, true)) {
            control.schedule(INTERVAL, this::follow);
        }
    }

    private void follow() {
        if (video.follow(control.nanoTime())) {
            control.schedule(INTERVAL, this::follow);
            return;
        }
        running.set(false);
        // One who came after the look and before the line above has found it running.
        if (video.follow(control.nanoTime())) {
            start();
        }
    }
}
