package io.github.natcast.streamer.internal.media.video;

/**
 * Puts the pictures of any number of sources on one strictly increasing timeline. A capture time that cannot be true
 * (one that is not on the scale of {@link System#nanoTime()}) becomes the time of arrival. Confined to its owner's
 * lock.
 */
final class CaptureTimeline {
    /** More than one tick of RTP's 90 kHz clock, so that no two pictures share a timestamp. */
    static final long MINIMUM_STEP_NANOS = 1_000_000;

    private static final long OLDEST_NANOS = 10_000_000_000L;
    private static final long FURTHEST_AHEAD_NANOS = 500_000_000L;

    private boolean started;
    private long lastNanos;

    long next(long captureTimeNanos, long now) {
        long age = now - captureTimeNanos;
        long time = age > OLDEST_NANOS || age < -FURTHEST_AHEAD_NANOS ? now : captureTimeNanos;
        if (started && time - lastNanos < MINIMUM_STEP_NANOS) {
            time = lastNanos + MINIMUM_STEP_NANOS;
        }
        started = true;
        lastNanos = time;
        return time;
    }
}
