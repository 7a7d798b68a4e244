package io.github.natcast.streamer.internal.media.switching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Runs tasks on the test's own thread: at once, or when the test lets time pass. */
public final class FakeTasks implements BackgroundTasks {
    private record Due(long at, Runnable task) {}

    private final AtomicLong now;
    private final List<Due> waiting = new ArrayList<>();
    private boolean held;

    public FakeTasks(AtomicLong now) {
        this.now = now;
    }

    /** From now on tasks without a delay wait for {@link #pass}, too. */
    void hold() {
        held = true;
    }

    @Override
    public void run(long delayNanos, Runnable task) {
        if (delayNanos <= 0 && !held) {
            task.run();
        } else {
            waiting.add(new Due(now.get() + delayNanos, task));
        }
    }

    /** Lets time pass, and runs the tasks that fall due, in order. */
    public void pass(long nanos) {
        held = false;
        long end = now.get() + nanos;
        for (int i = 0; i < 10_000; i++) {
            Due next = waiting.stream()
                    .filter(due -> due.at() - end <= 0)
                    .min(Comparator.comparingLong(due -> due.at() - end))
                    .orElse(null);
            if (next == null) {
                break;
            }
            waiting.remove(next);
            now.set(next.at() - now.get() > 0 ? next.at() : now.get());
            next.task().run();
        }
        now.set(end);
    }

    @Override
    public void close() {
        waiting.clear();
    }
}
