package io.github.natcast.streamer.internal.receive;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which packets of a stream did not come, and when each is asked for (RFC 4585 §6.2.1): at once, since only a path that
 * reorders makes that superfluous, and again after the time that answers were seen to take. Confined to its stream's
 * thread.
 */
final class MissingPackets {
    /** More at once are no loss but an outage: asking for all would keep the path full. */
    static final int MOST = 500;

    private static final int MOST_REQUESTS = 8;
    private static final long SHORTEST_PAUSE_NANOS = 20_000_000;
    private static final long LONGEST_PAUSE_NANOS = 300_000_000;
    private static final long FIRST_GUESS_NANOS = 60_000_000;

    private final TreeMap<Long, Missing> missing = new TreeMap<>();
    private long highest = -1;
    private long answerNanos = FIRST_GUESS_NANOS;

    private static final class Missing {
        final long sinceNanos;
        int requests;
        long requestedNanos;

        Missing(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }
    }

    /** A packet came. Returns false when there are too many before it that did not: nothing is missing then. */
    boolean arrived(long sequence, long nowNanos) {
        if (sequence <= highest) {
            Missing late = missing.remove(sequence);
            if (late != null && late.requests == 1) {
                // RFC 6298 §2 in short: an eighth of the new one; after a second request nobody knows which was
                // answered.
                answerNanos += (nowNanos - late.requestedNanos - answerNanos) / 8;
            }
            return true;
        }
        boolean first = highest < 0;
        long from = highest + 1;
        highest = sequence;
        if (!first && sequence - from + missing.size() > MOST) {
            missing.clear();
            return false;
        }
        for (long lost = from; !first && lost < sequence; lost++) {
            missing.put(lost, new Missing(nowNanos));
        }
        return true;
    }

    /** Those to ask for now, ascending; they count as asked for. */
    List<Integer> request(long nowNanos) {
        List<Integer> due = new ArrayList<>();
        for (Map.Entry<Long, Missing> entry : missing.entrySet()) {
            Missing one = entry.getValue();
            boolean again = one.requests < MOST_REQUESTS && nowNanos - one.requestedNanos >= pauseNanos();
            if (one.requests == 0 || again) {
                one.requests++;
                one.requestedNanos = nowNanos;
                due.add((int) (entry.getKey() & 0xFFFF));
            }
        }
        return due;
    }

    /** Forgets what has been missing for longer than {@code patienceNanos}; returns whether there was any. */
    boolean giveUp(long patienceNanos, long nowNanos) {
        boolean any = false;
        Iterator<Missing> oldest = missing.values().iterator();
        while (oldest.hasNext() && nowNanos - oldest.next().sinceNanos >= patienceNanos) {
            oldest.remove();
            any = true;
        }
        return any;
    }

    /** Forgets what is before a packet whose turn has come. */
    void forgetBefore(long sequence) {
        missing.headMap(sequence).clear();
    }

    /** Whether a packet is still waited for. */
    boolean contains(long sequence) {
        return missing.containsKey(sequence);
    }

    private long pauseNanos() {
        return Math.min(LONGEST_PAUSE_NANOS, Math.max(SHORTEST_PAUSE_NANOS, answerNanos * 3 / 2));
    }
}
