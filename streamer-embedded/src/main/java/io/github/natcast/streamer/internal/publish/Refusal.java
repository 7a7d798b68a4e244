package io.github.natcast.streamer.internal.publish;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a publication did not come about. Immutable.
 *
 * @param reason a sentence for the operator, with what to do
 * @param last whether it is of no use to try again
 * @param unreachable whether nobody listens there now: asking costs nobody anything
 * @param forgotten whether a session that worked is unknown to the engine, which answers: it awaits another
 * @param conflict whether another session is in the way (409)
 * @param retryAfter what the server asks for
 */
record Refusal(
        String reason,
        boolean last,
        boolean unreachable,
        boolean forgotten,
        boolean conflict,
        Optional<Duration> retryAfter) {

    static Refusal forNow(String reason) {
        return new Refusal(reason, false, false, false, false, Optional.empty());
    }

    static Refusal forgotten(String reason) {
        return new Refusal(reason, false, false, true, false, Optional.empty());
    }
}
