package io.github.natcast.streamer.internal.media.video;

/**
 * Decides when requests become a key frame: at once, but not within a fixed time after the last one; requests in
 * between share the next one. Confined to its owner's lock. Times are {@link System#nanoTime()}.
 */
final class KeyFrameDebounce {
    private final long minimumGapNanos;
    private boolean requested;
    private boolean any;
    private long lastNanos;

    KeyFrameDebounce(long minimumGapNanos) {
        this.minimumGapNanos = minimumGapNanos;
    }

    void request() {
        requested = true;
    }

    /** The next request is due at once: nobody is left who saw the last key frame. */
    void forgetLast() {
        any = false;
    }

    boolean due(long now) {
        return requested && waitNanos(now) <= 0;
    }

    /** How long until a request is due; {@link Long#MAX_VALUE} when there is none. */
    long waitNanos(long now) {
        if (!requested) {
            return Long.MAX_VALUE;
        }
        return any ? Math.max(0, lastNanos + minimumGapNanos - now) : 0;
    }

    /** A key frame came out; every request so far is answered. */
    void keyFrameMade(long now) {
        requested = false;
        any = true;
        lastNanos = now;
    }
}
