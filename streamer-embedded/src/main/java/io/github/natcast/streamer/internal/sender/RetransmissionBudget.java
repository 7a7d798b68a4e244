package io.github.natcast.streamer.internal.sender;

/**
 * Bounds what is sent again to a share of what is sent, so that a path that is too narrow is not filled with
 * repetitions. Confined to the viewer's sender thread.
 */
final class RetransmissionBudget {
    /** Enough to repair a key frame's first burst of losses. */
    private static final double INITIAL_BYTES = 32 * 1024;

    private static final double MAXIMUM_BYTES = 64 * 1024;

    private final double share;
    private double bytes = INITIAL_BYTES;

    RetransmissionBudget(double share) {
        this.share = share;
    }

    void sent(int length) {
        bytes = Math.min(MAXIMUM_BYTES, bytes + share * length);
    }

    /** Takes {@code length} bytes; false when there are not as many. */
    boolean take(int length) {
        if (bytes < length) {
            return false;
        }
        bytes -= length;
        return true;
    }
}
