package io.github.natcast.streamer.internal.rate;

/**
 * Packets that were lost one after the other. A queue that is full, or a policer, lets some pass all the time; where
 * nothing at all passed for a while, the path was interrupted: a handover, a router that restarts, a cable. Confined to
 * its {@link TransportEstimator}. Microseconds that wrap.
 */
final class LossRun {
    /** Instead of a number of packets. */
    static final int INTERRUPTED = -1;

    private static final int INTERRUPTION_MICROS = 250_000;

    private int lost;
    private int since;

    /** A packet is reported lost that was sent at this time. */
    void onLost(int sent) {
        if (lost == 0 || since - sent > 0) {
            since = sent;
        }
        lost++;
    }

    /** One that was reported lost came late. Returns whether it was of the run that has not ended. */
    boolean onFound() {
        if (lost == 0) {
            return false;
        }
        lost--;
        return true;
    }

    /**
     * A packet arrived that was sent at this time.
     *
     * @return how many were lost before it, or {@link #INTERRUPTED}
     */
    int end(int sent) {
        int count = lost;
        lost = 0;
        return count > 0 && sent - since > INTERRUPTION_MICROS ? INTERRUPTED : count;
    }
}
