package io.github.natcast.streamer.internal.media.switching;

/**
 * How long to wait before a source is opened again: 1 s after the first failure, twice as long after each further one,
 * never more than 30 s. A picture starts over. Confined to its owner's lock.
 */
final class RetrySchedule {
    static final long FIRST_NANOS = 1_000_000_000L;
    static final long LONGEST_NANOS = 30_000_000_000L;

    private long pauseNanos = FIRST_NANOS;

    /** The pause after the failure that just happened. */
    long failed() {
        long pause = pauseNanos;
        pauseNanos = Math.min(LONGEST_NANOS, pause * 2);
        return pause;
    }

    void startOver() {
        pauseNanos = FIRST_NANOS;
    }
}
