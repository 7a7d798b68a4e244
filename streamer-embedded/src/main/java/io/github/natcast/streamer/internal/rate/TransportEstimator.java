package io.github.natcast.streamer.internal.rate;

import io.github.natcast.streamer.internal.rate.OveruseDetector.Usage;
import io.github.natcast.streamer.internal.rtcp.TransportFeedback;

/**
 * What transport-wide feedback tells of the path: what arrived, how long it queued, what was lost. It decides nothing.
 * Confined to its {@link AdaptiveRate}. Microseconds that wrap.
 *
 * <p>Feedback may be lost, repeated, reordered or forged: a packet counts once, and only one that was sent.
 */
final class TransportEstimator {
    private static final int MICROS_PER_TICK = 250;

    /** Nothing was heard for so long though packets were under way: the path stood still. */
    private static final int OUTAGE_MICROS = 1_000_000;

    /** For so long a browser holds feedback back at usual rates. */
    private static final int FEEDBACK_HELD_MICROS = 150_000;

    private final SendHistory history;
    private final BurstModel bursts = new BurstModel();
    private final QueueDelay queue = new QueueDelay();
    private final OveruseDetector detector = new OveruseDetector();
    private final ArrivalGroups groups = new ArrivalGroups(new Trendline(detector));
    private final BottleneckRate bottleneck = new BottleneckRate();
    private final RateMeter arrivals = new RateMeter();
    private final LossBound losses = new LossBound();
    private final LossRun run = new LossRun();
    private int lastArrival;
    private int newestSent;
    private boolean anyArrived;
    private int lastSent;
    private boolean awaiting;
    private int awaitedSince;
    private int lastHeard;
    private boolean stoodStill;
    private int movedAgain;
    private int roundTripMicros;
    private int watchStart;
    private int watchMicros;
    private long arrivedBytes;
    private long watchedArrived;
    private long watchedLost;

    TransportEstimator(int historyCapacity) {
        history = new SendHistory(historyCapacity);
    }

    /** @param believed what the path is believed to carry, in bits per second */
    void onSent(int sequenceNumber, int bytes, long believed, int now) {
        history.add(sequenceNumber, bytes, now, bursts.add(bytes, believed, now));
        lastSent = now;
        if (!awaiting) {
            awaiting = true;
            awaitedSince = now;
        }
    }

    /** Returns whether it told anything new. */
    boolean onFeedback(TransportFeedback feedback, int now) {
        noticeOutage(now);
        boolean news = false;
        int[] reported = feedback.arrivals();
        int newestOfThis = 0;
        boolean anyOfThis = false;
        for (int i = 0; i < reported.length; i++) {
            int number = (feedback.baseSequenceNumber() + i) & 0xffff;
            int state = history.state(number);
            if (state == SendHistory.UNKNOWN || state == SendHistory.ARRIVED) {
                continue;
            }
            if (reported[i] == TransportFeedback.LOST) {
                news |= onLost(number, state);
            } else {
                int sent = history.sentMicros(number);
                if (stoodStill && sent - movedAgain < 0) {
                    history.state(number, SendHistory.ARRIVED);
                } else {
                    onArrived(number, state, ((int) feedback.referenceTicks() + reported[i]) * MICROS_PER_TICK);
                }
                newestOfThis = anyOfThis && newestOfThis - sent > 0 ? newestOfThis : sent;
                anyOfThis = true;
            }
        }
        if (anyOfThis) {
            if (!stoodStill || newestOfThis - movedAgain >= 0) {
                smoothRoundTrip(now - newestOfThis);
            }
            newestSent = anyArrived && newestSent - newestOfThis > 0 ? newestSent : newestOfThis;
            anyArrived = true;
            awaiting = lastSent - newestSent > 0;
            awaitedSince = newestSent;
        }
        return news || anyOfThis;
    }

    /**
     * What was under way in an outage arrives after it, all at once, where the path is TCP's or has a long memory: that
     * says nothing of what the path carries.
     */
    private void noticeOutage(int now) {
        if (unreportedMicros(now) > OUTAGE_MICROS && now - lastHeard > OUTAGE_MICROS) {
            stoodStill = true;
            movedAgain = now - usualMicros();
            groups.restart();
            arrivals.restart();
            bottleneck.restart();
        } else if (now - movedAgain > 2 * OUTAGE_MICROS) {
            stoodStill = false;
        }
        lastHeard = now;
    }

    /** In what time feedback tells of a packet, when nothing is amiss. */
    private int usualMicros() {
        return roundTripMicros + FEEDBACK_HELD_MICROS;
    }

    /**
     * How long ago, about, the oldest packet was sent that feedback has not reached; 0 when it has reached all, and
     * before the first.
     */
    int unreportedMicros(int now) {
        return awaiting && anyArrived ? now - awaitedSince : 0;
    }

    /** By how much the oldest of them is later than usual. */
    int overdueMicros(int now) {
        return Math.max(0, unreportedMicros(now) - usualMicros());
    }

    private boolean onLost(int number, int state) {
        if (state != SendHistory.IN_FLIGHT) {
            return false;
        }
        history.state(number, SendHistory.REPORTED_LOST);
        run.onLost(history.sentMicros(number));
        if (isWatched(history.sentMicros(number))) {
            watchedLost += history.bytes(number);
        }
        return true;
    }

    private void onArrived(int number, int state, int arrival) {
        int bytes = history.bytes(number);
        int sent = history.sentMicros(number);
        if (state == SendHistory.REPORTED_LOST) {
            if (!run.onFound()) {
                losses.onFound();
            }
            watchedLost -= isWatched(sent) ? bytes : 0;
        } else {
            endRun(sent);
            losses.onArrived();
        }
        history.state(number, SendHistory.ARRIVED);
        arrivedBytes += bytes;
        watchedArrived += isWatched(sent) ? bytes : 0;
        if (queue.add(sent, arrival, history.explainedMicros(number))) {
            groups.restart();
            arrivals.restart();
            bottleneck.restart();
            lastArrival = arrival;
        }
        groups.add(sent, arrival, queue.excess());
        lastArrival = arrival - lastArrival > 0 || !anyArrived ? arrival : lastArrival;
        // What arrives late, out of order, counts when it is heard of.
        arrivals.add(bytes, lastArrival);
        bottleneck.add(bytes, arrival, queue.raw());
    }

    /** A path on which nothing passed for a while was interrupted; that says nothing of what it carries. */
    private void endRun(int sent) {
        int lost = run.end(sent);
        if (lost == LossRun.INTERRUPTED) {
            arrivals.restart();
            bottleneck.restart();
        } else {
            losses.onLost(lost);
        }
    }

    /** Least lately, plus a little of each: what the viewer holds feedback back for is not part of it. */
    private void smoothRoundTrip(int sample) {
        if (sample <= 0) {
            return;
        }
        roundTripMicros = roundTripMicros == 0 || sample < roundTripMicros
                ? sample
                : roundTripMicros + (sample - roundTripMicros) / 16;
    }

    /** Counts, from now on, what becomes of the packets of a stretch of time. */
    void watch(int start, int micros) {
        watchStart = start;
        watchMicros = micros;
        watchedArrived = 0;
        watchedLost = 0;
    }

    private boolean isWatched(int sent) {
        int since = sent - watchStart;
        return since >= 0 && since <= watchMicros;
    }

    /** Whether a packet arrived that was sent after the watched stretch. */
    boolean isWatchOver() {
        return anyArrived && newestSent - watchStart > watchMicros;
    }

    long watchedArrived() {
        return watchedArrived;
    }

    long watchedLost() {
        return Math.max(0, watchedLost);
    }

    boolean isOverused() {
        return detector.usage() == Usage.OVER;
    }

    boolean isNormal() {
        return detector.usage() == Usage.NORMAL;
    }

    /** How long packets have waited at least, lately, beyond what our own bursts explain. */
    int standingExcess() {
        return queue.standingExcess();
    }

    int standingDelay() {
        return queue.standingRaw();
    }

    boolean delayStaysAbove(int micros) {
        return queue.staysAbove(micros);
    }

    boolean isDelayConstant() {
        return queue.isConstant();
    }

    void takeDelayForEmpty() {
        queue.takeForEmpty();
        groups.restart();
    }

    /** What arrived in the last half second, in bits per second. */
    long arriving() {
        return arrivals.bitsPerSecond(lastArrival);
    }

    /** What arrives while packets queue, in bits per second; 0 when none queued lately. */
    long bottleneck() {
        return bottleneck.bitsPerSecond();
    }

    /** Since the start. */
    long arrivedBytes() {
        return arrivedBytes;
    }

    /** When the newest packet arrived, on the viewer's clock. */
    int lastArrivalMicros() {
        return lastArrival;
    }

    LossBound losses() {
        return losses;
    }

    int roundTripMicros() {
        return roundTripMicros;
    }
}
