package io.github.natcast.streamer.internal.transport.ice;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Nominates a pair while this side controls (RFC 8445 §8.1.1): the valid pair of the highest priority, once no check is
 * under way any more or the first valid pair has waited long enough for a better one. Confined to its agent's thread.
 */
final class Nominator {
    /** How long the first valid pair waits for a better one. */
    static final Duration WAIT = Duration.ofMillis(100);

    private @Nullable CandidatePair nominee;
    private boolean waiting;
    private long waitEndsNanos;

    /** Whether checks of this pair carry USE-CANDIDATE. */
    boolean isNominee(CandidatePair pair) {
        return pair == nominee;
    }

    /** A pair was nominated, or the peer nominates. */
    void rest() {
        nominee = null;
        waiting = false;
    }

    /** Begins to check a pair of this generation as nominated, if it is time. */
    void poll(List<CandidatePair> pairs, Generation generation, long nowNanos) {
        CandidatePair best = null;
        boolean underWay = false;
        for (CandidatePair pair : pairs) {
            if (pair.generation() != generation) {
                continue;
            }
            underWay |= pair.series.isRunning();
            if (pair.isValid(nowNanos) && (best == null || pair.priority(true) > best.priority(true))) {
                best = pair;
            }
        }
        CandidatePair current = nominee;
        if (current != null && current.series.isRunning()) {
            return;
        }
        nominee = null;
        if (best == null) {
            waiting = false;
            return;
        }
        if (!waiting) {
            waiting = true;
            waitEndsNanos = nowNanos + WAIT.toNanos();
        }
        if (!underWay || nowNanos - waitEndsNanos >= 0) {
            nominee = best;
            best.series.begin(nowNanos);
        }
    }

    /** When {@link #poll} may nominate; not later than {@code latestNanos}. */
    long dueNanos(long latestNanos) {
        return waiting && nominee == null ? CheckSchedule.earlier(waitEndsNanos, latestNanos) : latestNanos;
    }
}
