package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.Threads;
import io.github.natcast.streamer.internal.connection.ControlLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells the watchdog twice a second how far everything has come. A thread of its own: what is watched must not have to
 * watch. Thread-safe.
 */
public final class WatchThread implements AutoCloseable {
    /** How long a part may be dead before the streamer gives itself up. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PipelineEventLog eventLog;
    private final WatchedWork work;
    private final HostWatch host;
    private final Runnable givenUp;
    private final Thread thread;
    private boolean hasGivenUp;
    private volatile boolean closed;

    /**
     * Begins to watch.
     *
     * @param httpLoops the threads that connections are served by; none where the program has a server of its own
     * @param host measures the host
     * @param givenUp called once, on this thread, when a part is dead
     */
    public WatchThread(
            Monitored monitored,
            ControlLoop control,
            List<? extends Executor> httpLoops,
            HostWatch host,
            Runnable givenUp) {
        this.eventLog = monitored.eventLog();
        this.work = new WatchedWork(monitored, control, httpLoops);
        this.host = host;
        this.givenUp = givenUp;
        thread = eventLog.threads().daemon("natcast-watchdog", this::run);
        thread.start();
    }

    private void run() {
        while (!closed) {
            try {
                look();
                host.look();
            } catch (Throwable bug) {
                ThreadFailures.caught(bug);
            }
            LockSupport.parkNanos(this, Watchdog.INTERVAL.toNanos());
        }
    }

    private void look() {
        eventLog.watchdog().observe(work.now());
        if (!hasGivenUp
                && (eventLog.threads().isOver() || eventLog.watchdog().unwell().compareTo(PATIENCE) >= 0)) {
            hasGivenUp = true;
            givenUp.run();
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        Threads.joinUninterruptibly(thread, Duration.ofSeconds(2));
        eventLog.watchdog().end();
    }
}
