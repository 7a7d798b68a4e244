package io.github.natcast.streamer.internal.receive;

/**
 * When to ask the other server for a key frame: when one is needed, and again while none comes. Confined to its
 * stream's thread.
 */
final class KeyFrameRequests {
    /** A key frame costs the other side as much as ten frames; sooner than it can come there is no use. */
    private static final long PAUSE_NANOS = 300_000_000;

    private boolean wanted;
    private boolean asked;
    private long askedNanos;

    void want() {
        wanted = true;
    }

    /** One came. */
    void came() {
        wanted = false;
    }

    /** Whether to ask now; it then counts as asked. */
    boolean ask(long nowNanos) {
        if (!wanted || (asked && nowNanos - askedNanos < PAUSE_NANOS)) {
            return false;
        }
        asked = true;
        askedNanos = nowNanos;
        return true;
    }
}
