package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.internal.Threads;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Exits the process when nothing in it can be relied on. Stateless. */
final class ProcessExit {
    /** EX_SOFTWARE of sysexits.h. */
    static final int STATUS = 70;

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private ProcessExit() {}

    /** Runs the shutdown hooks, one of which may wait for what is dead: after ten seconds the process halts. */
    static void begin() {
        long end = System.nanoTime() + LONGEST.toNanos();
        Threads.daemon("natcast-halt", () -> haltAt(end)).start();
        Threads.daemon("natcast-exit", () -> System.exit(STATUS)).start();
    }

    private static void haltAt(long end) {
        while (end - System.nanoTime() > 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        Runtime.getRuntime().halt(STATUS);
    }
}
