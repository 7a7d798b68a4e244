package io.github.natcast.streamer.internal.transport.ice;

import io.github.natcast.streamer.internal.transport.MediaPath;
import org.jspecify.annotations.Nullable;

/**
 * Decides where one peer's packets go, from what its pairs have shown. A path must be valid: the peer has answered a
 * check of ours on it. Among valid paths the peer chooses, by nominating one (RFC 8445 §8.1.1) or by sending from it;
 * so a peer whose address changed is followed. Confined to its agent's thread, but for the two getters.
 */
final class PathSelector {
    private @Nullable CandidatePair wanted;
    private volatile @Nullable CandidatePair selected;
    private volatile long consentNanos;

    PathSelector(long nowNanos) {
        consentNanos = nowNanos;
    }

    /** Consent counts from now on; nobody could have given any before. On any thread. */
    void restart(long nowNanos) {
        consentNanos = nowNanos;
    }

    /** The pair was nominated. True when the path changed. */
    boolean nominated(CandidatePair pair, long nowNanos) {
        boolean inTurns = isNominatedInTurns(pair, nowNanos);
        pair.nominate(nowNanos);
        if (inTurns) {
            return false;
        }
        wanted = pair;
        return pair.isValid(nowNanos) && select(pair);
    }

    /**
     * Old peers nominate each pair that they check, again and again, and mean the one of the highest priority (RFC 5245
     * §8.1.1.2). One that moves to another pair does not come back to nominating the pair before.
     */
    private boolean isNominatedInTurns(CandidatePair pair, long nowNanos) {
        CandidatePair other = wanted;
        return other != null
                && pair.isNominatedBefore(other)
                && other.isValid(nowNanos)
                && pair.priority(false) < other.priority(false);
    }

    /** The peer answered a check of ours: the pair is valid, and consented to. True when the path changed. */
    boolean answered(CandidatePair pair, long nowNanos) {
        pair.answer(nowNanos);
        CandidatePair current = selected;
        if (pair == current) {
            consentNanos = nowNanos;
            return false;
        }
        return (current == null || pair == wanted) && select(pair);
    }

    /** DTLS or SRTCP came over the pair. True when the path changed. */
    boolean used(CandidatePair pair, long nowNanos) {
        return pair != selected && pair.isValid(nowNanos) && select(pair);
    }

    /** The peer sends over this pair, of which nothing else is known: once it is valid, it is the path. */
    void wants(CandidatePair pair) {
        wanted = pair;
    }

    private boolean select(CandidatePair pair) {
        if (pair == selected) {
            return false;
        }
        selected = pair;
        // A pair that was silent for long may come back: what the peer proved elsewhere still counts.
        if (pair.consentNanos() - consentNanos > 0) {
            consentNanos = pair.consentNanos();
        }
        return true;
    }

    /** The pair is of no use any more. True when it was the path: now there is none. */
    boolean dropped(CandidatePair pair) {
        if (pair == wanted) {
            wanted = null;
        }
        boolean lost = pair == selected;
        if (lost) {
            selected = null;
        }
        return lost;
    }

    @Nullable
    CandidatePair selected() {
        return selected;
    }

    @Nullable
    MediaPath path() {
        CandidatePair pair = selected;
        return pair == null ? null : pair.path();
    }

    /** When the selected pair was last answered, on the scale of {@link System#nanoTime()}. */
    long consentNanos() {
        return consentNanos;
    }
}
