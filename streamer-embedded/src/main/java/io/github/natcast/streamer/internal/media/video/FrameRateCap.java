package io.github.natcast.streamer.internal.media.video;

/**
 * Leaves out pictures that come faster than the wanted rate. It keeps an even grid that follows the source's own times,
 * so that jitter neither drops pictures nor makes the grid drift. A source whose times cannot be true is not left out
 * for that: its pictures count as captured when they arrive. Confined to its owner's lock.
 */
final class FrameRateCap {
    private final long intervalNanos;
    private boolean started;
    private long dueNanos;
    private long lastCaptureNanos;
    /** When the last picture that was accepted came. */
    private long acceptedNanos;

    FrameRateCap(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    /** The next picture is accepted, and the grid begins with it. */
    void restart() {
        started = false;
    }

    /** @param now when the picture came, on the scale of its capture time */
    boolean accept(long captureTimeNanos, long now) {
        boolean standsStill = started && captureTimeNanos == lastCaptureNanos;
        long time = standsStill ? now : EncodingSchedule.believable(captureTimeNanos, now);
        lastCaptureNanos = captureTimeNanos;
        long early = dueNanos - time;
        // A jump either way, such as another source: the grid starts over.
        boolean jumped = !started || early < -intervalNanos || early > 2 * intervalNanos;
        if (!jumped && early > intervalNanos / 4) {
            if (now - acceptedNanos < intervalNanos) {
                return false;
            }
            jumped = true; // a clock that is too slow: pictures come no faster than they may
        }
        started = true;
        dueNanos = (jumped ? time : dueNanos) + intervalNanos;
        acceptedNanos = now;
        return true;
    }
}
