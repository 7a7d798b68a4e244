package io.github.natcast.streamer.internal.transport.ice;

import io.github.natcast.streamer.internal.limits.TokenBucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Paces the checks of all agents toward addresses that have proved nothing yet: whoever abuses this server to check the
 * addresses of others gets no more than a trickle out of it (RFC 8445 §19.5.1), and takes little from others. An
 * agent's first check, which opens this side's NAT, leaves at once, at the rate at which offers are looked at; all
 * further ones wait for their turns. Confined to one thread, but for the counter.
 */
public final class CheckPacer {
    /** Between any two checks that waited for their turns: 200 a second, about 200 kbit/s. */
    static final Duration PACING = Duration.ofMillis(5);

    /** First checks that wait for nothing: as many as offers are looked at by default, an offer being longer. */
    static final int FIRST_PER_SECOND = 200;

    /** Bytes of a check that counts as one. Longer ones, whose fragment the peer chose, count as several. */
    static final int LENGTH = 120;

    private final AtomicLong checks = new AtomicLong();
    private final Map<Kind, NavigableMap<Long, Turn>> waiting = new EnumMap<>(Kind.class);
    /** Who had the last turn comes last. */
    private final List<Kind> order = new ArrayList<>(List.of(Kind.values()));

    private @Nullable TokenBucket first;
    private @Nullable Turn next;
    private long asked;
    private long nextNanos;

    /** Whose check it is; each kind that waits gets as many turns as the others. */
    enum Kind {
        /** An agent's first one. The newest comes first: it must not wait for a crowd that came before. */
        FIRST,
        /** A further one of an agent that heard of its peer; by turns. */
        HEARD,
        /** A further one of an agent that heard nothing; by turns. */
        UNHEARD
    }

    /** One agent's place in the queue. */
    static final class Turn {
        private final Runnable wake;
        private @Nullable Kind kind;
        private long number;

        /** @param wake the turn is {@link #dueNanos} from now on; called within another agent's call */
        Turn(Runnable wake) {
            this.wake = wake;
        }
    }

    /**
     * Whether the caller must send its check now; otherwise it waits, and calls again when {@link #dueNanos} says.
     *
     * @param length of the check, in bytes
     */
    boolean take(Turn turn, Kind kind, int length, long nowNanos) {
        int count = (length + LENGTH - 1) / LENGTH;
        TokenBucket atOnce = first;
        if (atOnce == null) {
            atOnce = new TokenBucket(FIRST_PER_SECOND, FIRST_PER_SECOND, nowNanos);
            first = atOnce;
            nextNanos = nowNanos;
        }
        if (kind == Kind.FIRST && atOnce.take(count, nowNanos)) {
            leave(turn);
            return true;
        }
        if (turn.kind != kind) {
            remove(turn);
            turn.kind = kind;
            turn.number = asked++;
            queue(kind).put(turn.number, turn);
            choose(turn);
        }
        if (turn != next || nowNanos - nextNanos < 0) {
            return false;
        }
        order.remove(kind);
        order.add(kind);
        boolean late = nowNanos - nextNanos > PACING.toNanos();
        nextNanos = (late ? nowNanos : nextNanos) + count * PACING.toNanos();
        leave(turn);
        return true;
    }

    /** The agent has nothing to check now, and waits no longer. */
    void leave(Turn turn) {
        remove(turn);
        choose(turn);
    }

    boolean isWaiting(Turn turn) {
        return turn.kind != null;
    }

    /** When it is the agent's turn, if it is next; {@code latestNanos} otherwise. */
    long dueNanos(Turn turn, long latestNanos) {
        return turn == next ? CheckSchedule.earlier(nextNanos, latestNanos) : latestNanos;
    }

    private void remove(Turn turn) {
        Kind kind = turn.kind;
        if (kind != null) {
            queue(kind).remove(turn.number);
            turn.kind = null;
        }
    }

    /** Finds who is next; wakes it, unless it is the caller. */
    private void choose(Turn caller) {
        Turn before = next;
        next = null;
        for (Kind kind : order) {
            Map.Entry<Long, Turn> head =
                    kind == Kind.FIRST ? queue(kind).lastEntry() : queue(kind).firstEntry();
            if (head != null) {
                next = head.getValue();
                break;
            }
        }
        Turn chosen = next;
        if (chosen != null && chosen != before && chosen != caller) {
            chosen.wake.run();
        }
    }

    private NavigableMap<Long, Turn> queue(Kind kind) {
        return waiting.computeIfAbsent(kind, none -> new TreeMap<>());
    }

    void count() {
        checks.incrementAndGet();
    }

    /** How many checks were sent. On any thread. */
    public long checks() {
        return checks.get();
    }

    /** How many agents wait. */
    int waiting() {
        return waiting.values().stream().mapToInt(Map::size).sum();
    }
}
