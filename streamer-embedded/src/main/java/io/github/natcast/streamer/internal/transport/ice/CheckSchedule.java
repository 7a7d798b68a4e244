package io.github.natcast.streamer.internal.transport.ice;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Which pair of an agent is checked when: one whose peer has proved itself, and pays for the check, at its own times,
 * one that has not (RFC 8445 §6.1.4.2, ordinary checks) in turn with those of all agents, the selected one for consent
 * (RFC 7675). Confined to its agent's thread.
 */
final class CheckSchedule {
    /** RFC 8445 §14.2, Ta: between any two ordinary checks of one agent. */
    static final Duration PACING = Duration.ofMillis(50);

    /** RFC 7675 §5.1, varied by a fifth. */
    static final Duration CONSENT_INTERVAL = Duration.ofSeconds(5);

    /** After a consent check without an answer: one lost packet is not yet a peer that is gone. */
    static final Duration CONSENT_AGAIN = Duration.ofSeconds(1);

    /**
     * Ordinary checks of an agent that has not heard of its peer, whatever its offers name: all those of four
     * addresses, or two of each of sixteen. One opens this side's NAT.
     */
    static final int MOST_UNHEARD = 32;

    private final CheckPacer pacer;
    private final CheckPacer.Turn turn;
    private final RandomGenerator random;
    private boolean pausing;
    private long earliestNanos;
    private boolean heard;
    private int unheardChecks;
    private long consentDueNanos;

    /** @param turnChanged {@link #dueNanos} may be another; called within another agent's call */
    CheckSchedule(CheckPacer pacer, RandomGenerator random, Runnable turnChanged) {
        this.pacer = pacer;
        this.turn = new CheckPacer.Turn(turnChanged);
        this.random = random;
    }

    /** The peer sent an authentic check or answer: it takes part, and is no third party. */
    void heard() {
        heard = true;
    }

    /** Nothing is checked any more. */
    void close() {
        pacer.leave(turn);
    }

    /** The selected pair was answered, or selected, when the peer's last answer was so old. */
    void consented(long ageNanos, long nowNanos) {
        double interval = CONSENT_INTERVAL.toNanos() * (0.8 + 0.4 * random.nextDouble());
        consentDueNanos = nowNanos + Math.max(0, (long) interval - ageNanos);
    }

    /** Sends what is due. */
    void poll(
            List<CandidatePair> pairs,
            @Nullable CandidatePair selected,
            long nowNanos,
            Consumer<CandidatePair> sender) {
        for (CandidatePair pair : pairs) {
            if (isTriggered(pair) && nowNanos - pair.series.dueNanos() >= 0) {
                pair.series.count(nowNanos);
                sender.accept(pair);
            }
        }
        pollOrdinary(pairs, nowNanos, sender);
        if (selected != null && nowNanos - consentDueNanos >= 0) {
            consentDueNanos = nowNanos + CONSENT_AGAIN.toNanos();
            sender.accept(selected);
        }
    }

    /**
     * What the peer asked for by its own checks, and pays for by what it sent (RFC 8445 §6.1.4.2, triggered checks).
     */
    private static boolean isTriggered(CandidatePair pair) {
        return pair.proved && pair.series.isRunning() && pair.isPaid();
    }

    private void pollOrdinary(List<CandidatePair> pairs, long nowNanos, Consumer<CandidatePair> sender) {
        CandidatePair next = nextOrdinary(pairs);
        if (next == null || nowNanos - readyNanos(next) < 0) {
            pacer.leave(turn);
        } else if (pacer.take(turn, kind(), next.checkLength(), nowNanos)) {
            pausing = true;
            earliestNanos = nowNanos + PACING.toNanos();
            if (!heard) {
                unheardChecks++;
            }
            pacer.count();
            next.series.count(nowNanos);
            sender.accept(next);
        }
    }

    private CheckPacer.Kind kind() {
        if (heard) {
            return CheckPacer.Kind.HEARD;
        }
        return unheardChecks == 0 ? CheckPacer.Kind.FIRST : CheckPacer.Kind.UNHEARD;
    }

    private @Nullable CandidatePair nextOrdinary(List<CandidatePair> pairs) {
        if (!heard && unheardChecks == MOST_UNHEARD) {
            return null;
        }
        CandidatePair next = null;
        for (CandidatePair pair : pairs) {
            if (pair.series.isRunning()
                    && pair.mayBeChecked()
                    && !isTriggered(pair)
                    && (next == null || pair.series.dueNanos() - next.series.dueNanos() < 0)) {
                next = pair;
            }
        }
        return next;
    }

    private long readyNanos(CandidatePair pair) {
        long due = pair.series.dueNanos();
        return pausing && earliestNanos - due > 0 ? earliestNanos : due;
    }

    /** When {@link #poll} has something to do; not later than {@code latestNanos}. */
    long dueNanos(List<CandidatePair> pairs, @Nullable CandidatePair selected, long latestNanos) {
        long due = latestNanos;
        for (CandidatePair pair : pairs) {
            if (isTriggered(pair)) {
                due = earlier(due, pair.series.dueNanos());
            }
        }
        if (pacer.isWaiting(turn)) {
            due = pacer.dueNanos(turn, due);
        } else {
            CandidatePair next = nextOrdinary(pairs);
            due = next == null ? due : earlier(due, readyNanos(next));
        }
        return selected == null ? due : earlier(due, consentDueNanos);
    }

    static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }
}
