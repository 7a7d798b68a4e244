package io.github.natcast.examples.cli.up;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Where a program stands. Immutable.
 *
 * @param since when it came into this phase
 * @param starts how often it was started
 * @param pid of the process that runs
 * @param lastExit the exit status of its last end; above 128 it was a signal
 */
record ChildState(String name, Phase phase, Instant since, int starts, OptionalLong pid, OptionalInt lastExit) {

    /** What a program does. */
    enum Phase {
        /** It runs. */
        RUNNING,
        /** It ended or did not start, and is started again after a pause. */
        WAITING,
        /** It was told to end. */
        ENDING,
        /** It has ended for good. */
        ENDED,
        /** It is not installed. */
        MISSING
    }

    /** A program that the deployment names and nobody installed. */
    static ChildState missing(String name, Instant now) {
        return new ChildState(name, Phase.MISSING, now, 0, OptionalLong.empty(), OptionalInt.empty());
    }
}
