package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.limits.TokenBucket;

/**
 * How often one viewer may cost a key frame by what it says: two at once, then one in three seconds. A key frame of the
 * encoder's is one for everybody, many times the size of another frame. Confined to the viewer's sender thread; owned
 * by its {@link SendStream}.
 */
final class KeyFrameShare {
    static final int BURST = 2;
    static final double PER_SECOND = 1 / 3.0;

    /** How long a key frame may take before it is requested again: the encoder may have been replaced meanwhile. */
    private static final long PATIENCE_NANOS = 500_000_000;

    private final TokenBucket bucket;
    private final RefusalCounts refusals;
    private long askedNanos;

    KeyFrameShare(RefusalCounts refusals, long nowNanos) {
        this.bucket = new TokenBucket(PER_SECOND, BURST, nowNanos);
        this.refusals = refusals;
        this.askedNanos = nowNanos - PATIENCE_NANOS;
    }

    /** Whether the viewer may have another key frame now; what is refused is counted. */
    boolean take(long nowNanos) {
        askedNanos = nowNanos;
        boolean taken = bucket.take(nowNanos);
        if (!taken) {
            refusals.count(Refusal.KEY_FRAME_RATE);
        }
        return taken;
    }

    /** A key frame was asked for that is not the viewer's doing. */
    void asked(long nowNanos) {
        askedNanos = nowNanos;
    }

    /** Whether the last request was so long ago that it may have been lost. */
    boolean isPatienceOver(long nowNanos) {
        return nowNanos - askedNanos >= PATIENCE_NANOS;
    }
}
