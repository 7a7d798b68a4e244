package io.github.natcast.streamer.internal.signaling;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Workers that do nothing until the test says so. Confined to the test's thread. */
final class SteppedWorkers implements Executor {
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
    }

    /** Runs everything, also what it brings. */
    void run() {
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            task.run();
        }
    }
}
