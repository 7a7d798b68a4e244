package io.github.natcast.streamer.internal.media.video;

/**
 * Leaves out pictures that come faster than the wanted rate. It keeps an even grid that follows the source's own times,
 * so that jitter neither drops pictures nor makes the grid drift. Confined to its owner's lock.
 */
final class FrameRateCap {
    private final long intervalNanos;
    private boolean started;
    private long dueNanos;

    FrameRateCap(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    /** The next picture is accepted, and the grid begins with it. */
    void restart() {
        started = false;
    }

    boolean accept(long captureTimeNanos) {
        long early = dueNanos - captureTimeNanos;
        // A jump either way, such as another source: the grid starts over.
        if (!started || early < -intervalNanos || early > 2 * intervalNanos) {
            started = true;
            dueNanos = captureTimeNanos + intervalNanos;
            return true;
        }
        if (early > intervalNanos / 4) {
            return false;
        }
        dueNanos += intervalNanos;
        return true;
    }
}
