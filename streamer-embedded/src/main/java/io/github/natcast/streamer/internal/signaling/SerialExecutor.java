package io.github.natcast.streamer.internal.signaling;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs one connection's tasks in order, one at a time, on shared threads. Thread-safe. */
final class SerialExecutor implements Executor {
    private final Executor shared;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    SerialExecutor(Executor shared) {
        this.shared = shared;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        shared.execute(this::runNext);
    }

    /** Runs one task per turn, so that a busy connection does not occupy a thread. */
    private void runNext() {
        Runnable task;
        synchronized (waiting) {
            task = waiting.remove();
        }
        try {
            task.run();
        } finally {
            if (hasMore()) {
                shared.execute(this::runNext);
            }
        }
    }

    private boolean hasMore() {
        synchronized (waiting) {
            @Nullable Runnable next = waiting.peek();
            running = next != null;
            return running;
        }
    }
}
