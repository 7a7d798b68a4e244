package io.github.natcast.streamer.internal.rate;

/**
 * When the next larger rendition may be tried again: 5, 10, 20, 40 s after failures in a row. A step up that had to be
 * taken back weighs as much as two of them, and may lengthen the wait to 160 s: that is what ends oscillation. Confined
 * to its {@link AdaptiveRate}.
 */
final class BackOff {
    private static final long FIRST_NANOS = 5_000_000_000L;
    private static final int MOST_FAILED_PROBES = 3;
    private static final int MOST_FAILED_STEPS = 5;

    /** A step up that has held so long has succeeded. */
    private static final long HELD_NANOS = 30_000_000_000L;

    private int failures;
    private long notBefore;
    private long steppedUp;
    private boolean steppingUp;

    BackOff(long now) {
        notBefore = now;
    }

    /**
     * The viewer was moved to a smaller rendition, or its path was found congested. Returns whether the last step up,
     * if there was one, had held.
     */
    boolean congested(long now) {
        boolean held = !steppingUp || now - steppedUp >= HELD_NANOS;
        if (!held) {
            failures = Math.min(failures + 2, MOST_FAILED_STEPS);
        }
        steppingUp = false;
        if (now + waitNanos() - notBefore > 0) {
            notBefore = now + waitNanos();
        }
        return held;
    }

    void probeFailed(long now) {
        failures = Math.max(failures, Math.min(failures + 1, MOST_FAILED_PROBES));
        notBefore = now + waitNanos();
    }

    /** The viewer is on a larger rendition now. */
    void steppedUp(long now) {
        steppingUp = true;
        steppedUp = now;
    }

    boolean allows(long now) {
        if (steppingUp && now - steppedUp > HELD_NANOS) {
            steppingUp = false;
            failures = 0;
        }
        return now - notBefore >= 0;
    }

    private long waitNanos() {
        return FIRST_NANOS << failures;
    }
}
