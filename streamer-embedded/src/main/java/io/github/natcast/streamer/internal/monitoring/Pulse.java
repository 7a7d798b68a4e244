package io.github.natcast.streamer.internal.monitoring;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether a thread still does its tasks. It is asked again only when it has answered: a thread that hangs collects no
 * tasks. Confined to the watchdog's thread.
 */
final class Pulse {
    private final String name;
    private final Executor thread;
    private final AtomicLong answered = new AtomicLong();
    private long asked;

    /** @param name what does not happen when the thread rests, as {@link Watchdog.Work} says */
    Pulse(String name, Executor thread) {
        this.name = name;
        this.thread = thread;
    }

    /** How far it has come; the next answer is asked for. */
    Watchdog.Work take() {
        long done = answered.get();
        if (done == asked) {
            asked++;
            long asking = asked;
            try {
                thread.execute(() -> answered.set(asking));
            } catch (RejectedExecutionException over) {
                // The thread has ended, and answers no more.
            }
        }
        return new Watchdog.Work(name, true, done);
    }
}
