package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.Threads;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/** Runs a loop's rounds on a thread of its own, which sleeps while there is nothing to do. Thread-safe. */
final class SenderThread implements AutoCloseable {

    /** What the thread does. */
    interface Rounds {
        /** Does what is due; returns how much that was. */
        int doWork();

        /** How long there will be nothing to do, unless the thread is woken. */
        long idleNanos();

        /** Called once, before the first round: what wakes the thread. */
        void onWakeUp(Runnable wake);
    }

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);
    /** After a round that failed: the next may fail at once, too. */
    private static final long PAUSE_NANOS = 5_000_000;

    private final Rounds loop;
    private final MediaEgress egress;
    private final Thread thread;
    private volatile boolean stopping;

    SenderThread(Rounds loop, MediaEgress egress, ThreadFactory threads) {
        this.loop = loop;
        this.egress = egress;
        this.thread = threads.newThread(this::run);
    }

    void start() {
        loop.onWakeUp(() -> LockSupport.unpark(thread));
        thread.start();
    }

    private void run() {
        try (egress) {
            while (!stopping) {
                round();
            }
            // For what was queued before the end, farewells above all.
            work();
        }
    }

    private void round() {
        long idle;
        try {
            idle = loop.doWork() > 0 ? 0 : loop.idleNanos();
        } catch (Throwable e) {
            ThreadFailures.caught(e);
            idle = PAUSE_NANOS;
        }
        if (idle > 0) {
            LockSupport.parkNanos(this, idle);
        }
    }

    private void work() {
        try {
            loop.doWork();
        } catch (Throwable e) {
            ThreadFailures.caught(e);
        }
    }

    /** Finishes what is queued, closes the socket and waits for the thread, two seconds at most. */
    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        Threads.joinUninterruptibly(thread, STOP_TIMEOUT);
    }
}
