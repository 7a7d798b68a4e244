package io.github.natcast.streamer.internal.media.video;

/**
 * Decides at what time a picture counts as captured, whether it becomes a key frame, and when the last one is encoded
 * again. Confined to its owner's lock; times are on the scale of {@link System#nanoTime()}.
 */
final class EncodingSchedule {
    /** Key frames that are requested keep this distance; requests in between share the next one. */
    static final long KEY_FRAME_GAP_NANOS = 300_000_000L;
    /** A source that rests has its last picture encoded again so often, so that viewers notice a lost last packet. */
    static final long REST_NANOS = 500_000_000L;
    /** More than one tick of RTP's 90 kHz clock, so that no two pictures share a timestamp. */
    static final long MINIMUM_STEP_NANOS = 1_000_000;

    /** A capture time that is further off cannot be true: it is on another scale. */
    private static final long OLDEST_NANOS = 10_000_000_000L;

    private static final long FURTHEST_AHEAD_NANOS = 500_000_000L;

    private final long patienceNanos;
    private boolean stamped;
    private long lastStampNanos;
    private long lastTakenNanos;
    private boolean keyFrameRequested;
    private boolean anyKeyFrame;
    private long lastKeyFrameNanos;

    /** @param patienceNanos how long a requested key frame waits for the next picture */
    EncodingSchedule(long patienceNanos) {
        this.patienceNanos = patienceNanos;
    }

    /**
     * The picture's place on one strictly increasing timeline, whatever its source says. A capture time that cannot be
     * true becomes the time of arrival.
     */
    long stamp(long captureTimeNanos, long now) {
        long time = believable(captureTimeNanos, now);
        if (stamped && time - lastStampNanos < MINIMUM_STEP_NANOS) {
            time = lastStampNanos + MINIMUM_STEP_NANOS;
        }
        stamped = true;
        lastStampNanos = time;
        return time;
    }

    /** The capture time, or the time of arrival in place of one that cannot be true. */
    static long believable(long captureTimeNanos, long now) {
        long age = now - captureTimeNanos;
        return age > OLDEST_NANOS || age < -FURTHEST_AHEAD_NANOS ? now : captureTimeNanos;
    }

    void requestKeyFrame() {
        keyFrameRequested = true;
    }

    /** Nobody is left who saw the last key frame: the next request is due at once. */
    void forgetKeyFrame() {
        anyKeyFrame = false;
    }

    boolean isKeyFrameDue(long now) {
        return keyFrameRequested && keyFrameInNanos(now) == 0;
    }

    private long keyFrameInNanos(long now) {
        return anyKeyFrame ? Math.max(0, lastKeyFrameNanos + KEY_FRAME_GAP_NANOS - now) : 0;
    }

    /** How long until a key frame that is requested may be asked for; the greatest number when none is. */
    long requestInNanos(long now) {
        return keyFrameRequested ? keyFrameInNanos(now) : Long.MAX_VALUE;
    }

    /** A key frame came out, which answers every request so far. */
    void keyFrameMade(long now) {
        keyFrameRequested = false;
        anyKeyFrame = true;
        lastKeyFrameNanos = now;
    }

    /** A picture goes to the encoder. */
    void taken(long now) {
        lastTakenNanos = now;
    }

    /** How long until the last picture is encoded again, unless a newer one comes. */
    long repeatInNanos(long now) {
        long rest = lastTakenNanos + REST_NANOS - now;
        if (!keyFrameRequested) {
            return rest;
        }
        return Math.min(rest, Math.max(keyFrameInNanos(now), lastTakenNanos + patienceNanos - now));
    }
}
