package io.github.natcast.streamer.internal.publish;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a publication did not come about. Immutable.
 *
 * @param reason a sentence for the operator, with what to do
 * @param retryAfter what the server asks for
 */
record Refusal(String reason, Kind kind, Optional<Duration> retryAfter) {
    /** What follows from it. */
    enum Kind {
        /** It is worth trying again, after longer and longer pauses. */
        FOR_NOW,
        /** It is of no use to try again, unless the server asks for it. */
        FOR_GOOD,
        /** Another session is in the way; likewise. */
        CONFLICT,
        /** Nobody listens there now: asking costs nobody anything. */
        UNREACHABLE,
        /** A session that worked is unknown to the engine, which answers: it awaits another. */
        FORGOTTEN,
        /** The server has nothing to play yet: it is looked for every few seconds. */
        NOTHING_YET
    }

    static Refusal forNow(String reason) {
        return of(Kind.FOR_NOW, reason);
    }

    static Refusal of(Kind kind, String reason) {
        return new Refusal(reason, kind, Optional.empty());
    }

    /** Whether it is of no use to try again. */
    boolean last() {
        return (kind == Kind.FOR_GOOD || kind == Kind.CONFLICT) && retryAfter.isEmpty();
    }
}
