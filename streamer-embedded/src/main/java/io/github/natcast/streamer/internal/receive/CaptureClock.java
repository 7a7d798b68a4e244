package io.github.natcast.streamer.internal.receive;

/**
 * The other server's clock on ours: when what it captured at some NTP time was captured on the scale of
 * {@link System#nanoTime()}. One for all streams of a connection, so that what belongs together stays together.
 * Confined to the receiver's thread.
 *
 * <p>The least time from a capture to its arrival, over the last seconds, ties the two clocks, and follows their drift.
 * How long that least time was in truth, only wall clocks can tell: what they say at the beginning is believed where it
 * is possible, and counts as nothing otherwise.
 */
final class CaptureClock {
    /** Half of what the minimum is taken over. */
    private static final long WINDOW_NANOS = 5_000_000_000L;

    /** From capture to arrival: encoding, pacing and half the world are less; clocks that differ say anything. */
    static final long LONGEST_DELAY_NANOS = 500_000_000;

    /** How fast the tie moves at most, 1 in so many: 5 ms a second is not heard. */
    private static final int SLEW = 200;

    private boolean begun;
    /** Whether the first window is over, after which the delay stays. */
    private boolean settled;

    private long tieNanos;
    private long delayNanos;
    private long movedNanos;
    private long windowStart;
    private long leastOfWindow;
    private long leastBefore;

    /**
     * Something came.
     *
     * @param capturedNtpNanos when it was captured, in nanoseconds of the other's wall clock
     * @param arrivedNanos when it came, on our scale
     * @param wallNtpNanos when it came by our wall clock
     */
    void arrived(long capturedNtpNanos, long arrivedNanos, long wallNtpNanos) {
        long difference = arrivedNanos - capturedNtpNanos;
        if (!begun) {
            begun = true;
            begin(difference, wallNtpNanos - capturedNtpNanos);
            leastBefore = difference;
            windowStart = arrivedNanos;
            movedNanos = arrivedNanos;
        } else if (!settled && difference - leastOfWindow < 0) {
            begin(difference, wallNtpNanos - capturedNtpNanos);
            leastBefore = difference;
        }
        if (arrivedNanos - windowStart >= WINDOW_NANOS) {
            settled = true;
            leastBefore = leastOfWindow;
            leastOfWindow = difference;
            windowStart = arrivedNanos;
        }
        leastOfWindow = less(leastOfWindow, difference);
        if (settled) {
            follow(less(leastOfWindow, leastBefore) - delayNanos, arrivedNanos);
        }
    }

    private void begin(long difference, long toldNanos) {
        leastOfWindow = difference;
        delayNanos = toldNanos >= 0 && toldNanos <= LONGEST_DELAY_NANOS ? toldNanos : 0;
        tieNanos = difference - delayNanos;
    }

    private void follow(long target, long nowNanos) {
        long most = (nowNanos - movedNanos) / SLEW;
        movedNanos = nowNanos;
        long off = target - tieNanos;
        // A clock that was set is far off: then at once.
        tieNanos += Math.abs(off) > LONGEST_DELAY_NANOS ? off : Math.max(-most, Math.min(most, off));
    }

    /** Of scales that wrap. */
    private static long less(long one, long other) {
        return one - other < 0 ? one : other;
    }

    /** Whether there is a tie. */
    boolean hasBegun() {
        return begun;
    }

    /** When something was captured, on our scale. */
    long nanos(long capturedNtpNanos) {
        return capturedNtpNanos + tieNanos;
    }
}
