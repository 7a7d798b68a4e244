package io.github.natcast.streamer.internal.monitoring;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells when something that should go on does not: a thread that hangs fails nowhere. It is told how far each piece of
 * work has come, and judges by that alone. Thread-safe.
 */
public final class Watchdog {
    /** How often it should be told. */
    public static final Duration INTERVAL = Duration.ofMillis(500);

    /** Longer than what is encoded again while a source rests (0.5 s), and than the pauses of an overloaded host. */
    static final Duration LONGEST_REST = Duration.ofSeconds(2);

    private final LongSupplier nanoTime;
    private Map<String, Progress> progress = Map.of();
    private boolean watching;
    private long observed;
    private @Nullable String stalled;
    private long stalledSince;

    /**
     * A piece of work.
     *
     * @param name what does not happen when it rests, such as "sound is encoded"
     * @param due whether it should go on now
     * @param done any number that changes when it does
     */
    public record Work(String name, boolean due, long done) {}

    /** @param since when it last went on, or began to be due */
    private record Progress(long done, long since) {}

    /** @param nanoTime {@link System#nanoTime} except in tests */
    public Watchdog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Takes in how far all work has come. */
    public synchronized void observe(List<Work> all) {
        long now = nanoTime.getAsLong();
        // When this comes late, the whole process was held up, the work as well.
        long heldUp = watching ? Math.max(0, now - observed - 2 * INTERVAL.toNanos()) : 0;
        Map<String, Progress> next = new HashMap<>();
        @Nullable String resting = null;
        for (Work work : all) {
            @Nullable Progress before = progress.get(work.name());
            long since = now;
            if (before != null && work.due() && before.done() == work.done()) {
                since = before.since() + heldUp;
            }
            next.put(work.name(), new Progress(work.done(), since));
            if (now - since >= LONGEST_REST.toNanos() && resting == null) {
                resting = work.name();
            }
        }
        progress = next;
        watching = true;
        observed = now;
        if (resting != null && stalled == null) {
            stalledSince = now;
        }
        stalled = resting;
    }

    /** Nobody watches any more, on purpose. */
    public synchronized void end() {
        watching = false;
        stalled = null;
    }

    /** Why the service does not do what it should, now; empty while it does. */
    public synchronized Optional<String> reason() {
        if (watching && nanoTime.getAsLong() - observed >= LONGEST_REST.toNanos()) {
            return Optional.of("the watchdog's thread has not run for " + LONGEST_REST.toSeconds() + " s");
        }
        return Optional.ofNullable(stalled)
                .map(name -> "for " + LONGEST_REST.toSeconds() + " s it has not happened that " + name);
    }

    /** For how long there has been a reason; zero while there is none. */
    public synchronized Duration unwell() {
        return stalled == null ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - stalledSince);
    }
}
