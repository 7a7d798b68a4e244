package io.github.natcast.streamer.internal.connection;

import java.time.Duration;
import java.util.concurrent.Executor;

/** Runs tasks and timers one at a time and in order, and is their clock. Thread-safe; never blocks the caller. */
public interface ControlLoop extends Executor {

    /** The handle of a timer. */
    @FunctionalInterface
    interface Timer {
        /** Prevents the task from starting; has no effect when it has already started. */
        void cancel();
    }

    /** The time, on the scale of {@link System#nanoTime()}. */
    long nanoTime();

    Timer schedule(Duration delay, Runnable task);
}
