package io.github.natcast.streamer.internal.transport.nat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Paces the checks of all viewers together: whoever abuses this server to check the addresses of others gets no more
 * than a trickle out of it (RFC 8445 §19.5.1). Confined to the nat thread, but for the counter.
 */
final class CandidateChecks {
    /** Between any two checks: 200 a second, about 200 kbit/s. */
    static final Duration PACING = Duration.ofMillis(5);

    private final RandomGenerator random;
    /** The lists with pairs to check, the one that has waited longest first. */
    private final Deque<CheckList> lists = new ArrayDeque<>();

    private long earliestNanos;
    private final AtomicLong sent = new AtomicLong();

    CandidateChecks(RandomGenerator random, long nowNanos) {
        this.random = random;
        this.earliestNanos = nowNanos;
    }

    /** Adds a list that has pairs to check. */
    void enter(CheckList list) {
        if (!lists.contains(list)) {
            lists.add(list);
        }
    }

    void leave(CheckList list) {
        lists.remove(list);
    }

    /**
     * Sends at most one check, if one is due; returns when the next is due, or {@code latestNanos} if that is sooner.
     */
    long poll(long nowNanos, long latestNanos) {
        lists.removeIf(CheckList::isEmpty);
        if (nowNanos - earliestNanos >= 0) {
            for (CheckList list : lists) {
                if (nowNanos - list.dueNanos() >= 0) {
                    list.check(nowNanos, random);
                    sent.incrementAndGet();
                    earliestNanos = nowNanos + PACING.toNanos();
                    lists.remove(list);
                    lists.add(list);
                    break;
                }
            }
        }
        long wait = latestNanos - nowNanos;
        for (CheckList list : lists) {
            long due = list.isEmpty() ? earliestNanos : list.dueNanos();
            wait = Math.min(wait, Math.max(due - nowNanos, earliestNanos - nowNanos));
        }
        return nowNanos + wait;
    }

    /** How many checks were sent. On any thread. */
    long sent() {
        return sent.get();
    }
}
