package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.transport.MediaPath;
import org.jspecify.annotations.Nullable;

/**
 * Decides where one viewer's packets go, from what its pairs have shown. A path must be valid: the viewer has answered
 * a check of ours on it. Among valid paths the viewer chooses, by nominating one (RFC 8445 §8.1.1) or by sending from
 * it; so a viewer whose address changed is followed. Confined to the receive thread, but for the two getters.
 */
final class PathSelector {

    /** What one pair has shown so far. */
    static final class Pair {
        private final MediaPath path;
        private boolean valid;
        private boolean tried;
        private long consentNanos;

        Pair(MediaPath path) {
            this.path = path;
        }

        MediaPath path() {
            return path;
        }

        /** True once, and not for a pair that is valid already. */
        boolean firstTry() {
            boolean untried = !tried && !valid;
            tried = true;
            return untried;
        }
    }

    private @Nullable Pair wanted;
    private volatile @Nullable Pair selected;
    private volatile long consentNanos;

    PathSelector(long nowNanos) {
        consentNanos = nowNanos;
    }

    /** Consent counts from now on; nobody could have given any before. */
    void restart(long nowNanos) {
        consentNanos = nowNanos;
    }

    /** The viewer nominated the pair. True when the path changed. */
    boolean nominated(Pair pair) {
        wanted = pair;
        return pair.valid && select(pair);
    }

    /** The viewer answered a check of ours: the pair is valid, and consented to. True when the path changed. */
    boolean answered(Pair pair, long nowNanos) {
        pair.valid = true;
        pair.consentNanos = nowNanos;
        if (pair == selected) {
            consentNanos = nowNanos;
            return false;
        }
        return (selected == null || pair == wanted) && select(pair);
    }

    /** DTLS or SRTCP came over the pair. True when the path changed. */
    boolean used(Pair pair) {
        return pair != selected && pair.valid && select(pair);
    }

    private boolean select(Pair pair) {
        if (pair == selected) {
            return false;
        }
        selected = pair;
        // A pair that was silent for long may come back: what the viewer proved elsewhere still counts.
        if (pair.consentNanos - consentNanos > 0) {
            consentNanos = pair.consentNanos;
        }
        return true;
    }

    @Nullable
    MediaPath path() {
        Pair pair = selected;
        return pair == null ? null : pair.path;
    }

    /** When the selected pair was last answered, on the scale of {@link System#nanoTime()}. */
    long consentNanos() {
        return consentNanos;
    }
}
