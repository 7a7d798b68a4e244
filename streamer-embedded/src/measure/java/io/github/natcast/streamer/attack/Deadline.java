package io.github.natcast.streamer.attack;

import java.util.concurrent.TimeUnit;

/** When an attack is over. Immutable. */
record Deadline(long atNanos) {
    static Deadline in(int seconds) {
        return new Deadline(System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
    }

    boolean isOver() {
        return leftNanos() <= 0;
    }

    private long leftNanos() {
        return atNanos - System.nanoTime();
    }

    /** Sleeps for so long, or to the end. */
    void sleep(long millis) throws InterruptedException {
        long nanos = Math.min(TimeUnit.MILLISECONDS.toNanos(millis), leftNanos());
        if (nanos > 0) {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    }

    /** Sleeps to the end. */
    void await() throws InterruptedException {
        sleep(Long.MAX_VALUE / 2_000_000);
    }
}
