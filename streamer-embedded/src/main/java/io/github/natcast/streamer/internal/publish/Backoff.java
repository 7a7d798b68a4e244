package io.github.natcast.streamer.internal.publish;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before another attempt: 1 s, and twice as long each time up to 30 s, each shortened by chance by up
 * to a quarter, so that publishers whose engine restarts do not come back as one. Where nobody listens, it looks every
 * second at first. Belongs to one publication.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofSeconds(30);
    /** A refused connection costs nobody anything, and an engine that restarts should be found soon. */
    private static final Duration UNREACHABLE = Duration.ofSeconds(4);

    /** An engine's restart takes no longer; what does is a failure. */
    private static final int UNREACHABLE_AT_FIRST = 15;

    /** Who watches a standby picture wants to see the stream soon after it begins. */
    private static final Duration MOST_WAITING = Duration.ofSeconds(5);

    private final RandomGenerator random;
    private Duration next = FIRST;
    private int unreachable;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The wait after a refusal: what the server asks for at least. */
    Duration after(Refusal refusal) {
        Duration now = switch (refusal.kind()) {
            case UNREACHABLE -> lookingAgain();
            case NOTHING_YET -> waitingLonger(MOST_WAITING);
            default -> waitingLonger(MOST);
        };
        Duration wait = Duration.ofNanos((long) (now.toNanos() * (1 - random.nextDouble() / 4)));
        Optional<Duration> asked = refusal.retryAfter();
        return asked.isPresent() && asked.get().compareTo(wait) > 0 ? asked.get() : wait;
    }

    private Duration lookingAgain() {
        unreachable++;
        return unreachable <= UNREACHABLE_AT_FIRST ? FIRST : UNREACHABLE;
    }

    private Duration waitingLonger(Duration most) {
        unreachable = 0;
        Duration now = next.compareTo(most) > 0 ? most : next;
        next = next.multipliedBy(2).compareTo(MOST) > 0 ? MOST : next.multipliedBy(2);
        return now;
    }

    /** It has worked. */
    void reset() {
        next = FIRST;
        unreachable = 0;
    }
}
