package io.github.natcast.streamer.internal.connection;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Runs tasks and timers one at a time, in order, and tells the time they go by. Thread-safe; never blocks the caller.
 */
public interface ControlLoop extends Executor {

    /** Handle of a timer. */
    @FunctionalInterface
    interface Timer {
        /** The task will not begin any more; harmless when it ran already. */
        void cancel();
    }

    /** The time, on the scale of {@link System#nanoTime()}. */
    long nanoTime();

    Timer schedule(Duration delay, Runnable task);
}
