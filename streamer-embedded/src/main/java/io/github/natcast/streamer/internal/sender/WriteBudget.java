package io.github.natcast.streamer.internal.sender;

/**
 * Keeps a TCP connection from becoming a queue: when what waits for it takes longer than a quarter of a second at the
 * rendition's rate, frames are left out up to the next key frame. Over UDP the network drops what is too much; TCP
 * would deliver all of it, ever later. Confined to its {@link SendStream}.
 */
final class WriteBudget {
    static final long NANOS = 250_000_000;

    /** Some packets always may wait, however slow the rendition. */
    private static final long LEAST_BYTES = 12_000;

    private boolean skipping;
    /** What may wait now: after a key frame more, or a slow path would show nothing but key frames. */
    private long bearable;

    /** Whether frames are being left out up to the next key frame. */
    boolean isSkipping() {
        return skipping;
    }

    /**
     * Whether a frame may be sent.
     *
     * @param bytes of the frame
     * @param backlog bytes that are ahead of it, those included that wait where only their delay shows
     */
    boolean admits(boolean keyFrame, int bytes, long backlog, long bitsPerSecond) {
        long budget = budget(bitsPerSecond);
        if (backlog <= budget) {
            bearable = budget;
        }
        if (keyFrame && backlog <= budget) {
            skipping = false;
            bearable = backlog + bytes + budget;
        } else if (skipping || keyFrame || backlog > bearable) {
            skipping = true;
        }
        return !skipping;
    }

    /** Whether a key frame is to be asked for: frames are left out, and there is room again. */
    boolean wantsKeyFrame(long backlog, long bitsPerSecond) {
        return skipping && backlog <= budget(bitsPerSecond) / 2;
    }

    private static long budget(long bitsPerSecond) {
        return Math.max(LEAST_BYTES, bitsPerSecond * NANOS / 8_000_000_000L);
    }
}
