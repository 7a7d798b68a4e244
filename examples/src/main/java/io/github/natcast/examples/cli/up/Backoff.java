package io.github.natcast.examples.cli.up;

import java.time.Duration;

/** How long a program that ended waits for its next start: doubled each time, up to a limit. One owner. */
final class Backoff {
    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofSeconds(30);
    /** A program that lived so long had started well: its next death is a first one. */
    static final Duration SETTLED = Duration.ofMinutes(1);

    private Duration next = FIRST;

    /** @param lived how long the program that ended just now had run */
    Duration afterDeath(Duration lived) {
        Duration pause = lived.compareTo(SETTLED) >= 0 ? FIRST : next;
        Duration doubled = pause.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return pause;
    }
}
