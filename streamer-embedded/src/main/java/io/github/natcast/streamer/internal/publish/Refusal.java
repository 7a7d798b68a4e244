package io.github.natcast.streamer.internal.publish;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a publication did not come about. Immutable.
 *
 * @param reason a sentence for the operator, with what to do
 * @param last whether it is of no use to try again
 * @param unreachable whether nobody listens there now: asking costs nobody anything
 * @param conflict whether another session is in the way (409)
 * @param retryAfter what the server asks for
 * @param waiting whether the server has nothing to play yet, so that it is looked for every few seconds
 */
record Refusal(
        String reason,
        boolean last,
        boolean unreachable,
        boolean conflict,
        Optional<Duration> retryAfter,
        boolean waiting) {

    static Refusal forNow(String reason) {
        return new Refusal(reason, false, false, false, Optional.empty(), false);
    }
}
