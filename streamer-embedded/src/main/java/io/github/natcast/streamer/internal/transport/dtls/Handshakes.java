package io.github.natcast.streamer.internal.transport.dtls;

import io.github.natcast.streamer.internal.ThreadFailures;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shares a bounded number of threads among handshakes, which block. A handshake that waits for its viewer computes
 * nothing, and so only as many compute at a time as there are processors. When all threads are taken and another viewer
 * waits, those that did not go on lose their turn: a viewer who begins a handshake and falls silent holds nothing that
 * others need. Thread-safe.
 */
final class Handshakes {
    /** A round trip of nearly every path. Those beyond lose their turn only if all threads are taken. */
    static final Duration LONGEST_SILENCE = Duration.ofMillis(400);

    /** For those who send something all the time and never finish. */
    static final Duration LONGEST_TURN = Duration.ofSeconds(3);

    private final int most;
    private final Executor threads;
    private final LongSupplier nanoTime;
    private final Semaphore computing;
    private final Deque<Handshake> waiting = new ArrayDeque<>();
    private int running;
    private int leaving;

    /** What a viewer's turn does. */
    interface Handshake {
        /** Blocks until the handshake is finished, failed, or {@link Turn#overdue}. */
        void run(Turn turn);
    }

    /**
     * @param most how many run at a time
     * @param processors how many compute at a time
     * @param threads starts at most {@code most} tasks and a few that are about to end
     */
    Handshakes(int most, int processors, Executor threads, LongSupplier nanoTime) {
        this.most = most;
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.computing = new Semaphore(processors);
    }

    /**
     * Runs {@code handshake} on a thread as soon as one is free. Never blocks.
     *
     * @throws RejectedExecutionException after the threads have ended
     * @throws OutOfMemoryError if the process may have no thread for it, nor has one
     */
    void begin(Handshake handshake) {
        synchronized (this) {
            if (running == most) {
                waiting.add(handshake);
                return;
            }
            running++;
        }
        try {
            threads.execute(() -> runFrom(handshake));
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            if (!waitsForOthers(handshake, noThread)) {
                throw noThread;
            }
        }
    }

    /** The process is at its limit of threads: one of those that there are goes on with this handshake. */
    private synchronized boolean waitsForOthers(Handshake handshake, Throwable noThread) {
        running--;
        if (noThread instanceof OutOfMemoryError && running > 0) {
            waiting.add(handshake);
            return true;
        }
        return false;
    }

    private void runFrom(Handshake first) {
        for (Handshake next = first; next != null; next = nextOrLeave()) {
            Turn turn = new Turn(this, nanoTime);
            computing.acquireUninterruptibly();
            try {
                next.run(turn);
            } catch (Throwable bug) {
                ThreadFailures.caught(bug);
            } finally {
                computing.release();
                ended(turn);
            }
        }
    }

    private synchronized @Nullable Handshake nextOrLeave() {
        @Nullable Handshake next = waiting.poll();
        if (next == null) {
            running--;
        }
        return next;
    }

    /** Whether a viewer waits whom no other turn makes room for yet. If so, the caller's turn must end. */
    synchronized boolean takes() {
        if (waiting.size() <= leaving) {
            return false;
        }
        leaving++;
        return true;
    }

    private synchronized void ended(Turn turn) {
        if (turn.isLost()) {
            leaving--;
        }
    }

    /** The caller's turn computes nothing for some time. */
    void pause() {
        computing.release();
    }

    void goOn() {
        computing.acquireUninterruptibly();
    }
}
