package io.github.natcast.streamer.internal.rate;

import io.github.natcast.streamer.internal.rate.RateControl.FrameVerdict;

/**
 * Leaves frames out when what is ahead of them takes too long: first those that no other depends on, then all up to the
 * next key frame. Confined to its {@link AdaptiveRate}.
 */
final class FrameGate {
    private static final long DISPOSABLE_NANOS = 120_000_000;
    private static final long DEPENDENT_NANOS = 400_000_000;

    /** A smaller rendition's key frame is about to come: the less is ahead of it, the sooner it is seen. */
    private static final long STEPPING_DOWN_NANOS = 50_000_000;

    private static final long KEY_FRAME_NANOS = 800_000_000;
    private static final long ROOM_NANOS = 80_000_000;

    /** Beyond what a key frame itself takes: else a slow path would see nothing but key frames. */
    private static final long AFTER_KEY_FRAME_NANOS = 250_000_000;

    private static final long LONGEST_NANOS = 900_000_000;

    private boolean skipping;
    private long keyArrives = Long.MIN_VALUE;
    private long bearable = DEPENDENT_NANOS;
    private long leftOut;

    /**
     * Says what becomes of a frame.
     *
     * @param ahead how long a packet would wait that leaves now, in nanoseconds
     * @param itself how long the frame takes on the path, in nanoseconds
     */
    FrameVerdict verdict(
            boolean keyFrame, boolean disposable, boolean steppingDown, long ahead, long itself, long now) {
        // A slow path that begins anew with each key frame never shows one.
        if (keyFrame && ahead < KEY_FRAME_NANOS && !isKeyFrameUnderWay(now)) {
            skipping = false;
            keyArrives = now + ahead + itself;
            bearable = Math.max(DEPENDENT_NANOS, Math.min(LONGEST_NANOS, ahead + itself + AFTER_KEY_FRAME_NANOS));
            return FrameVerdict.SEND;
        }
        if (skipping || keyFrame || ahead > (steppingDown ? STEPPING_DOWN_NANOS : bearable)) {
            skipping = true;
            leftOut++;
            return FrameVerdict.LEAVE_OUT_TO_KEY_FRAME;
        }
        if (disposable && ahead > DISPOSABLE_NANOS) {
            leftOut++;
            return FrameVerdict.LEAVE_OUT;
        }
        return FrameVerdict.SEND;
    }

    /** Whether the last key frame cannot have arrived yet. */
    boolean isKeyFrameUnderWay(long now) {
        return now < keyArrives;
    }

    boolean wantsKeyFrame(boolean steppingDown, long ahead) {
        return skipping && !steppingDown && ahead < ROOM_NANOS;
    }

    /** Another rendition begins, with a key frame. */
    void restart() {
        skipping = false;
        keyArrives = Long.MIN_VALUE;
    }

    long leftOut() {
        return leftOut;
    }
}
