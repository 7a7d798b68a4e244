package io.github.natcast.examples.cli.up;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How long each program may take to end. The server lets those who watch go on for its drain, and then closes within 5
 * s. Immutable.
 *
 * @param given by the option, in seconds; empty for what the drain asks for
 * @param drain in force for the server
 */
record Grace(OptionalInt given, Duration drain) {
    /** Beyond the longest drain, 3600 s. */
    static final int LONGEST = 3610;

    /** What the server needs after its drain, and as much again. */
    private static final Duration BEYOND_DRAIN = Duration.ofSeconds(10);

    /**
     * As the server will understand it.
     *
     * @param variable the value of {@code NATCAST_DRAIN}, which goes before the file; empty when it is not set
     */
    static Duration drain(Duration ofFile, String variable) {
        // What is no number is the server's to refuse.
        return variable.strip().matches("\\d{1,4}") ? Duration.ofSeconds(Integer.parseInt(variable.strip())) : ofFile;
    }

    Duration duration() {
        return given.isPresent() ? Duration.ofSeconds(given.getAsInt()) : drain.plus(BEYOND_DRAIN);
    }

    /** Whether those who watch are cut off before their time. */
    boolean isShort() {
        return !drain.isZero() && duration().compareTo(drain) <= 0;
    }
}
