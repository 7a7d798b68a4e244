package io.github.natcast.examples.cli.up;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Runs a {@link Supervisor} on the thread that calls {@link #run}. Thread-safe besides. */
final class EventLoop implements Executor {
    /** A year: without a date there is nothing but events. */
    private static final Duration NEVER = Duration.ofDays(365);

    private final LinkedBlockingQueue<Runnable> events = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable event) {
        events.add(event);
    }

    /**
     * Returns when the supervisor is over.
     *
     * @param clock the supervisor's
     * @param afterEach is run after whatever may have changed something
     */
    void run(Supervisor supervisor, InstantSource clock, Runnable afterEach) throws InterruptedException {
        while (!supervisor.isOver()) {
            Optional<Instant> due = supervisor.nextDue();
            Duration pause =
                    due.map(date -> Duration.between(clock.instant(), date)).orElse(NEVER);
            Runnable event = events.poll(Math.max(pause.toMillis() + 1, 1), TimeUnit.MILLISECONDS);
            if (event != null) {
                event.run();
            }
            supervisor.wake();
            afterEach.run();
        }
    }
}
