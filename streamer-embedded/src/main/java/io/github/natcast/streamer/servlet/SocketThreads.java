package io.github.natcast.streamer.servlet;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The few threads that all WebSockets share, whatever their number; they end when there has been nothing to do for a
 * while, so that nobody has to shut them down. Thread-safe.
 */
final class SocketThreads {
    private static final int KEPT_SECONDS = 10;
    /** Each may wait for a client that reads nothing, until that is given up. */
    private static final int WAITING_THREADS = 4;

    private SocketThreads() {}

    /** For what does not block. */
    static final ScheduledExecutorService TIMER = timer();

    /** For what may wait: containers send pings and close frames with the caller's thread. */
    static final ExecutorService WAITING = waiting();

    private static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named("natcast-websocket-timer"));
        timer.setKeepAliveTime(KEPT_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static ExecutorService waiting() {
        ThreadPoolExecutor waiting = new ThreadPoolExecutor(
                WAITING_THREADS,
                WAITING_THREADS,
                KEPT_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                named("natcast-websocket"));
        waiting.allowCoreThreadTimeOut(true);
        return waiting;
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(SocketThreads.class.getClassLoader());
            return thread;
        };
    }
}
