package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.Threads;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a loop's rounds on a thread of its own, which sleeps while there is nothing to do. Thread-safe. */
final class SenderThread implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SenderThread.class);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

    private final SenderLoop loop;
    private final MediaEgress egress;
    private final Thread thread;
    private volatile boolean stopping;

    SenderThread(SenderLoop loop, MediaEgress egress, ThreadFactory threads) {
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
                if (round() == 0) {
                    LockSupport.parkNanos(this, loop.idleNanos());
                }
            }
            // For what was queued before the end, farewells above all.
            round();
        }
    }

    private int round() {
        try {
            return loop.doWork();
        } catch (RuntimeException e) {
            LOGGER.error("A sender thread's round failed; it goes on", e);
            return 0;
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
