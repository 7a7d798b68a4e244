package io.github.natcast.streamer.internal.transport.nat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Paces the checks of all viewers: whoever makes this server check strangers gets no more than a trickle out of it (RFC
 * 8445 §19.5.1). Confined to the nat thread, but for the counter.
 */
final class CandidateChecks {
    /** Between any two checks: 200 a second, about 200 kbit/s. */
    static final Duration PACING = Duration.ofMillis(5);

    private final RandomGenerator random;
    /** Those with something to check, who waited longest first. */
    private final Deque<CheckList> lists = new ArrayDeque<>();

    private long earliestNanos;
    private final AtomicLong sent = new AtomicLong();

    CandidateChecks(RandomGenerator random, long nowNanos) {
        this.random = random;
        this.earliestNanos = nowNanos;
    }

    /** The list has something to check. */
    void enter(CheckList list) {
        if (!lists.contains(list)) {
            lists.add(list);
        }
    }

    void leave(CheckList list) {
        lists.remove(list);
    }

    /** Sends what is due, at most one check; gives the time of the next, or {@code latestNanos} when that is sooner. */
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

    /** Checks sent. On any thread. */
    long sent() {
        return sent.get();
    }
}
