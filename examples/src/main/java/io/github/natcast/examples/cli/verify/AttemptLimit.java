package io.github.natcast.examples.cli.verify;

import java.time.InstantSource;

/** How many attempts a helper makes in a minute, for all who ask. Thread-safe. */
final class AttemptLimit {
    /** A check of a deployment takes about five. */
    static final int IN_A_MINUTE = 60;

    private static final long MINUTE_MILLIS = 60_000;

    private final InstantSource clock;
    private long beganMillis;
    private int taken;

    AttemptLimit(InstantSource clock) {
        this.clock = clock;
        this.beganMillis = clock.millis();
    }

    /** Whether one more may be made now. */
    synchronized boolean take() {
        long now = clock.millis();
        if (now - beganMillis >= MINUTE_MILLIS) {
            beganMillis = now;
            taken = 0;
        }
        if (taken == IN_A_MINUTE) {
            return false;
        }
        taken++;
        return true;
    }
}
