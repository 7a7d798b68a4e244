package io.github.natcast.streamer.internal.transport.ice;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Paces the checks of all agents toward addresses that have proved nothing yet: whoever abuses this server to check the
 * addresses of others gets no more than a trickle out of it (RFC 8445 §19.5.1). Each agent waits for one turn at a
 * time, so each gets its share. Confined to one thread, but for the counter.
 */
public final class CheckPacer {
    /** Between any two checks: 200 a second, about 200 kbit/s. */
    static final Duration PACING = Duration.ofMillis(5);

    private final AtomicLong checks = new AtomicLong();
    private boolean used;
    private long nextNanos;

    /** When the caller may send its next check; not before {@code nowNanos}. */
    long turn(long nowNanos) {
        long turn = used && nextNanos - nowNanos > 0 ? nextNanos : nowNanos;
        used = true;
        nextNanos = turn + PACING.toNanos();
        return turn;
    }

    void count() {
        checks.incrementAndGet();
    }

    /** How many checks were sent. On any thread. */
    public long checks() {
        return checks.get();
    }
}
