package io.github.natcast.streamer.internal.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A control loop whose time a test advances. Any thread may give tasks; they run on the test's thread. */
public final class FakeControlLoop implements ControlLoop {
    private record Due(long atNanos, Runnable task) {}

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final List<Due> timers = new ArrayList<>();
    private volatile long nowNanos = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Due due = new Due(nowNanos + delay.toNanos(), task);
        timers.add(due);
        return () -> timers.remove(due);
    }

    public int timers() {
        return timers.size();
    }

    public void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Runs the tasks of other threads as they arrive, until the condition holds or 10 s have passed. */
    public void runUntil(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
            Runnable task = tasks.poll(10, TimeUnit.MILLISECONDS);
            if (task != null) {
                task.run();
            }
        }
    }

    public void advance(Duration duration) {
        run();
        long end = nowNanos + duration.toNanos();
        for (int i = 0; i < 1000; i++) {
            Optional<Due> next = timers.stream()
                    .filter(due -> due.atNanos - end <= 0)
                    .min(Comparator.comparingLong(due -> due.atNanos - end));
            if (next.isEmpty()) {
                nowNanos = end;
                return;
            }
            timers.remove(next.get());
            nowNanos = next.get().atNanos;
            next.get().task.run();
            run();
        }
        throw new AssertionError("a timer comes again and again without time passing");
    }
}
