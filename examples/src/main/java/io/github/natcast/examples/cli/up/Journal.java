package io.github.natcast.examples.cli.up;

import java.time.Duration;

/** Is told what happens to programs, on the thread of their {@link Supervisor}. */
interface Journal {
    void started(Program program, long pid);

    /**
     * It could not be started.
     *
     * @param pause until that is tried again
     */
    void notStarted(Program program, String reason, Duration pause);

    /**
     * It ended by itself.
     *
     * @param pause until it is started again
     */
    void died(Program program, int status, Duration lived, Duration pause);

    /** It ended with a status that another start does not mend: all others are ended too. */
    void hopeless(Program program, int status);

    /** It was told to end, and has. */
    void ended(Program program, int status);

    /** It was told to end, did not within the time for it, and is ended by force. */
    void forced(Program program, Duration grace);
}
