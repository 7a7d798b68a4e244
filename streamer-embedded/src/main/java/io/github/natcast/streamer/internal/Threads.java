package io.github.natcast.streamer.internal;

import java.time.Duration;

/** Daemon threads, and waiting for their end. Stateless. */
public final class Threads {
    private Threads() {}

    /** A thread that does not keep the JVM alive; not started yet. */
    public static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Waits until {@code thread} has ended, through interrupts, which the caller finds set afterwards. Returns at once
     * when the thread is the caller's own, or was never started.
     *
     * @param most the longest wait
     * @return whether the thread has ended
     */
    public static boolean joinUninterruptibly(Thread thread, Duration most) {
        if (thread == Thread.currentThread()) {
            return false;
        }
        long deadline = System.nanoTime() + most.toNanos();
        boolean interrupted = false;
        try {
            while (thread.isAlive()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                try {
                    // Rounded up: 0 would mean to wait for ever.
                    thread.join(left / 1_000_000 + 1);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** As above, for as long as it takes. */
    public static void joinUninterruptibly(Thread thread) {
        joinUninterruptibly(thread, Duration.ofDays(365));
    }
}
