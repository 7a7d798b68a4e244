package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads that compute what handshakes of TLS need. Connections take turns in the order in which they ask; one that
 * is closed gives up its turn, so that as many wait as are open, and nobody waits for those who are gone. Thread-safe.
 */
final class HandshakeThreads implements AutoCloseable {
    /** More would take processors from the encoders. */
    private static final int THREADS = 2;

    private final ThreadPoolExecutor threads;

    // Guarded by this.
    private final Set<Connection> waiting = new LinkedHashSet<>();
    private int running;

    /** @param failures is told of tasks that fail */
    HandshakeThreads(ThreadFailures failures) {
        this((ThreadFactory) task -> failures.daemon("natcast-tls", task));
    }

    HandshakeThreads(ThreadFactory factory) {
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                factory,
                new ThreadPoolExecutor.DiscardPolicy());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Runs the tasks of one connection. Those that have not begun when it is closed, or this is, are dropped. */
    Executor of(Channel channel) {
        Connection connection = new Connection();
        channel.closeFuture().addListener(closed -> connection.leave());
        return connection;
    }

    /** How many connections wait for their turn. */
    synchronized int waiting() {
        return waiting.size();
    }

    private void work() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (Throwable e) {
                ThreadFailures.caught(e);
            }
        }
    }

    /** Of the connection whose turn it is; null when nobody waits: then this thread is free. */
    private synchronized @Nullable Runnable next() {
        Iterator<Connection> turns = waiting.iterator();
        if (!turns.hasNext() || threads.isShutdown()) {
            running--;
            return null;
        }
        Connection first = turns.next();
        turns.remove();
        Runnable task = first.tasks.remove();
        if (!first.tasks.isEmpty()) {
            waiting.add(first);
        }
        return task;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private final class Connection implements Executor {
        // Guarded by the threads' lock.
        private final Queue<Runnable> tasks = new ArrayDeque<>(1);
        private boolean gone;

        @Override
        public void execute(Runnable task) {
            synchronized (HandshakeThreads.this) {
                if (gone) {
                    return;
                }
                tasks.add(task);
                waiting.add(this);
                if (running == THREADS) {
                    return;
                }
                running++;
            }
            try {
                threads.execute(HandshakeThreads.this::work);
            } catch (OutOfMemoryError e) {
                noThread(e);
            }
        }

        /**
         * The process is at its limit of threads: one that there is goes on with this, or a later one begins with it.
         */
        private void noThread(OutOfMemoryError e) {
            ThreadFailures.caught(e);
            synchronized (HandshakeThreads.this) {
                running--;
            }
        }

        private void leave() {
            synchronized (HandshakeThreads.this) {
                gone = true;
                tasks.clear();
                waiting.remove(this);
            }
        }
    }
}
