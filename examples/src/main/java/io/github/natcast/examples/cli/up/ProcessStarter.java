package io.github.natcast.examples.cli.up;

import java.io.IOException;
import java.util.function.IntConsumer;

/** Starts programs; the operating system's processes, or a test's. */
interface ProcessStarter {

    /**
     * Starts one.
     *
     * @param onExit told the exit status once, on any thread and never before this method has returned
     * @throws IOException when the executable does not start
     */
    Running start(Program program, IntConsumer onExit) throws IOException;

    /** A program that was started. Both signals may come after its end, when they do nothing. */
    interface Running {
        long pid();

        /** Asks it to end: SIGTERM. */
        void terminate();

        /** Ends it: SIGKILL. */
        void kill();
    }
}
