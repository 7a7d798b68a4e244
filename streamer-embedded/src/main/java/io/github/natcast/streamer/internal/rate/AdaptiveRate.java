package io.github.natcast.streamer.internal.rate;

import static io.github.natcast.streamer.internal.rate.RateMeter.micros;

import io.github.natcast.streamer.internal.rate.RateReport.EstimateSource;
import io.github.natcast.streamer.internal.rtcp.TransportFeedback;

/**
 * Gives a viewer what its path carries: estimates, chooses a rendition, probes for a larger one, and paces while the
 * path is narrow. Confined to the viewer's sender thread.
 *
 * <p>The best source of facts is in force, until it has been silent for five seconds: transport-wide feedback, then the
 * viewer's own estimate (REMB), then receiver reports.
 */
public final class AdaptiveRate implements RateControl {
    /** What was agreed on with the viewer. */
    public record Means(boolean transportWide, boolean padding) {}

    /** Nothing is known before: what leaves at once is bounded. */
    private static final long FIRST_NANOS = 500_000_000;

    private static final long FIRST_ESTIMATE_NANOS = 800_000_000;
    private static final long NO_FEEDBACK_NANOS = 2_000_000_000;

    /** A viewer on the full rendition whose path was congested is paced for so long. */
    private static final long PACED_NANOS = 10_000_000_000L;

    /** Audio has precedence, but a video of which nothing is sent would never be heard of again. */
    private static final long LEAST_VIDEO = 50_000;

    private static final double FIRST_SHARE = 1.5;
    private static final double CEILING_SHARE = 1.5;

    private static final int CALM_MICROS = 30_000;
    private static final long DRAINING_NANOS = 60_000_000;
    private static final long URGENT_NANOS = 400_000_000;

    /** Where the present rendition did not find room, a larger one will not. */
    private static final long LEFT_OUT_NANOS = 4_000_000_000L;

    private static final long RECOVERED_NANOS = 2_000_000_000;

    private final Ladder ladder;
    private final Means means;
    private TransportEstimator transport;
    private final ReceiverSigns receiver = new ReceiverSigns();
    private final AimdRate rate;
    private final Congestion congestion = new Congestion();
    private final Chooser chooser;
    private Search search;
    private DrainRate drain;
    private Departures departures;
    private final Sources sources = new Sources();
    private final Allowance allowance = new Allowance();
    private final FrameGate gate = new FrameGate();
    private final RateMeter sent = new RateMeter();
    private final RateMeter audio = new RateMeter();
    private long paddingBytes;
    private long backlog;
    private long lastLeftOut = Long.MIN_VALUE;
    private boolean paced = true;

    /** Begins with the full rendition and no knowledge of the path. */
    public AdaptiveRate(Renditions renditions, Means means, long now) {
        this.ladder = new Ladder(renditions);
        this.means = means;
        this.rate = new AimdRate((long) (FIRST_SHARE * ladder.required(0, 0)), now);
        this.chooser = new Chooser(ladder, now);
        begin(now);
    }

    /** Nothing is known of the path yet; or, but for the estimate, no longer, and microseconds would have wrapped. */
    private void begin(long now) {
        transport = new TransportEstimator(SendHistory.capacity(ladder.required(0, 0)));
        search = new Search(transport, receiver, now);
        drain = new DrainRate();
        departures = new Departures(now);
        sent.restart();
        audio.restart();
    }

    private void beginAfterRest(long now) {
        if (departures.isRested(now)) {
            begin(now);
        }
    }

    @Override
    public void onSent(int transportSequenceNumber, int bytes, PacketKind kind, long now) {
        beginAfterRest(now);
        int micros = micros(now);
        receiver.drained(departures.idleNanos(now));
        departures.sent(bytes, now);
        sent.add(bytes, micros);
        if (kind == PacketKind.AUDIO) {
            audio.add(bytes, micros);
            rate.least(audio.bitsPerSecond(micros) + LEAST_VIDEO);
        } else if (kind == PacketKind.PADDING) {
            paddingBytes += bytes;
        } else {
            receiver.onSent(kind == PacketKind.RESENT);
        }
        allowance.sent(bytes);
        if (transportSequenceNumber >= 0) {
            long believed = Math.max(rate.bitsPerSecond(), sent.bitsPerSecond(micros));
            transport.onSent(transportSequenceNumber, bytes, Math.max(believed, search.target()), micros);
        }
    }

    @Override
    public void onFeedback(TransportFeedback feedback, long now) {
        if (!transport.onFeedback(feedback, micros(now))) {
            return;
        }
        sources.feedback(now);
        boolean congested = congestion.isOverused(transport.standingExcess(), transport.isOverused(), now);
        long drained = drain.bitsPerSecond(
                transport.standingExcess() > CALM_MICROS, transport.arrivedBytes(), transport.lastArrivalMicros());
        boolean lossy = transport.losses().isHeavy(transport.arriving(), micros(now));
        long arriving = transport.arriving();
        long carried = transport.bottleneck() > 0 ? transport.bottleneck() : arriving;
        if (congested && carried > 0) {
            onCongestion(rate.congested(carried, now), now);
        } else if (lossy && arriving > 0) {
            transport.losses().onStep(arriving, micros(now));
            onCongestion(rate.lower((long) (0.95 * arriving)), now);
        } else if (congested || lossy) {
            // As after an interruption: what the path carries is known a tenth of a second later.
            rate.hold(now);
            onCongestion(false, now);
        } else if (drained > rate.bitsPerSecond()) {
            rate.raise(Math.min(drained, ceiling(now)));
        } else if (transport.isNormal() && transport.standingExcess() < CALM_MICROS && !search.isRunning()) {
            rate.grow(sent.bitsPerSecond(micros(now)), arriving, ceiling(now), now);
        } else {
            rate.hold(now);
        }
        decide(now);
    }

    private void onCongestion(boolean lowered, long now) {
        congestion.happened(lowered, transport.standingExcess(), now);
    }

    /** What all sources have in common: the estimate has been brought up to date. */
    private void decide(long now) {
        if (search.hasFailed(now)) {
            search.failed(transport.bottleneck(), now);
        } else if (search.hasSucceeded(sources.inForce(), now)) {
            rate.raise(search.target());
            boolean enough = search.target() >= needed(now);
            search.succeeded(now);
            if (enough) {
                chooser.up();
            }
        }
        boolean queueTooLong = chooser.isQueueTooLong(queueMicros(now), now);
        if (queueTooLong && chooser.current() < ladder.lowest()) {
            long less = ladder.required(chooser.current(), audio(now)) - 1;
            long arriving = sources.isTransportWide() ? transport.arriving() : sentRate(now);
            rate.lower(arriving > 0 ? Math.min(less, (long) (AimdRate.BETA * arriving)) : less);
            onCongestion(true, now);
        }
        if (chooser.fit(rate.bitsPerSecond(), audio(now))) {
            search.steppedDown(transport.bottleneck(), now);
        }
        boolean elsewhere = sentRate(now) < 0.9 * rate.bitsPerSecond() || transport.isDelayConstant();
        if (elsewhere && chooser.isSettled(now) && transport.delayStaysAbove(Congestion.STANDING_MICROS)) {
            transport.takeDelayForEmpty();
        }
        seek(now);
        paced = isNarrow(now);
    }

    private void seek(long now) {
        int current = chooser.current();
        boolean calm = queueMicros(now) < CALM_MICROS
                && !congestion.isWithin(RECOVERED_NANOS, now)
                && Sources.since(lastLeftOut, now) > LEFT_OUT_NANOS
                && backlog == 0;
        if (current == 0 || search.isRunning() || !chooser.isSettled(now) || !calm) {
            return;
        }
        long needed = needed(now);
        if (means.padding) {
            search.maybeProbe(needed, rate.bitsPerSecond(), departures.bytes(), now);
        } else if (search.maybeTry(now)) {
            rate.raise(needed);
            chooser.up();
        }
    }

    /** For the next larger rendition. */
    private long needed(long now) {
        return (long) (Probe.MARGIN * ladder.required(Math.max(0, chooser.current() - 1), audio(now)));
    }

    private boolean isNarrow(long now) {
        return chooser.current() > 0
                || chooser.wanted() > 0
                || search.isRunning()
                || congestion.isWithin(PACED_NANOS, now)
                || isUnknown(now);
    }

    private boolean isUnknown(long now) {
        boolean silent = sources.isFeedbackSilent(now) && means.transportWide;
        return departures.beganWithin(silent ? NO_FEEDBACK_NANOS : FIRST_NANOS, now);
    }

    @Override
    public void onReceiverEstimate(long bitsPerSecond, long now) {
        sources.estimate(now);
        // A key frame makes a burst that says nothing of what is needed.
        long lasting =
                Math.min(sentRate(now), Math.max(ladder.required(chooser.current(), audio(now)), search.target()));
        long lower = receiver.onEstimate(bitsPerSecond, lasting);
        if (sources.inForce() != EstimateSource.RECEIVER_ESTIMATE) {
            return;
        }
        if (lower > 0 && departures.beganWithin(FIRST_ESTIMATE_NANOS, now)) {
            // It has seen a key frame, and nothing else.
            return;
        }
        if (lower > 0) {
            onCongestion(rate.lower(lower), now);
        } else {
            rate.raise(Math.min(bitsPerSecond, Math.max(rate.bitsPerSecond(), (long) (1.5 * sentRate(now)))));
        }
        decide(now);
    }

    @Override
    public void onReceiverReport(double fractionLost, long roundTripNanos, long now) {
        sources.report(now);
        long lower = receiver.onReport(fractionLost, roundTripNanos, sentRate(now), now);
        if (sources.isTransportWide()) {
            return;
        }
        if (lower > 0) {
            onCongestion(rate.lower(lower), now);
        } else if (sources.inForce() == EstimateSource.RECEIVER_REPORT && receiver.isCalm()) {
            rate.grow(sentRate(now), sentRate(now), ceiling(now), now);
        }
        decide(now);
    }

    @Override
    public void onBacklog(long bytes, long now) {
        backlog = bytes;
    }

    @Override
    public long overdueNanos(long now) {
        return sources.isFeedbackReplaced(now) ? 0 : transport.overdueMicros(micros(now)) * 1000L;
    }

    @Override
    public void onRendition(int index, long now) {
        if (chooser.switched(index, now)) {
            search.steppedUp(now);
        }
        gate.restart();
        paced = isNarrow(now);
    }

    @Override
    public int wantedRendition(long now) {
        beginAfterRest(now);
        sources.update(now);
        decide(now);
        return chooser.wanted();
    }

    @Override
    public FrameVerdict verdict(boolean keyFrame, boolean disposable, int bytes, long now) {
        long itself = bytes * 8_000_000_000L / rate.bitsPerSecond();
        FrameVerdict verdict =
                gate.verdict(keyFrame, disposable, chooser.isSteppingDown(), delayNanos(now), itself, now);
        if (verdict != FrameVerdict.SEND) {
            lastLeftOut = now;
        }
        return verdict;
    }

    @Override
    public boolean wantsKeyFrame(long now) {
        return gate.wantsKeyFrame(chooser.isSteppingDown(), delayNanos(now));
    }

    @Override
    public boolean isKeyFrameUnderWay(long now) {
        return gate.isKeyFrameUnderWay(now - 2 * roundTripNanos());
    }

    private long roundTripNanos() {
        return receiver.roundTripNanos() > 0 ? receiver.roundTripNanos() : transport.roundTripMicros() * 1000L;
    }

    @Override
    public boolean isPaced() {
        return paced;
    }

    @Override
    public int allowance(long now) {
        int available = allowance.available(believed(), path(now), now);
        return means.transportWide
                ? Math.min(available, departures.available(transport.arrivedBytes(), now))
                : available;
    }

    @Override
    public int paddingDue(long now) {
        if (backlog > 0 || !search.isSending(now)) {
            return 0;
        }
        return Math.min(search.due(departures.bytes(), now), allowance(now));
    }

    @Override
    public long nextDueNanos(long now) {
        if (search.isSending(now)) {
            return now + Probe.TICK_NANOS;
        }
        if (backlog > 0) {
            int packet = (int) Math.min(backlog, 1_200);
            if (means.transportWide && departures.available(transport.arrivedBytes(), now) < packet) {
                return now + Probe.TICK_NANOS;
            }
            return allowance.nextNanos(believed(), path(now), packet, now);
        }
        return Long.MAX_VALUE;
    }

    @Override
    public RateReport report(long now) {
        EstimateSource source = sources.at(now);
        long estimate = source == EstimateSource.NONE ? 0 : rate.bitsPerSecond();
        return new RateReport(
                source,
                estimate,
                Ladder.forVideo(estimate, audio(now)),
                chooser.current(),
                chooser.wanted(),
                delayNanos(now),
                source == EstimateSource.TRANSPORT_WIDE ? transport.losses().recent() : receiver.loss(),
                roundTripNanos(),
                paced,
                gate.leftOut(),
                paddingBytes);
    }

    /**
     * On the path, beyond what our bursts explain; a queue that is longer than any burst counts whatever explains it.
     */
    private int queueMicros(long now) {
        return sources.isTransportWide()
                ? Math.max(transport.standingExcess(), transport.standingDelay() - Chooser.LONGEST_QUEUE_MICROS)
                : (int) Math.min(departures.drained(receiver.queueNanos(), now) / 1000, 60_000_000);
    }

    private long delayNanos(long now) {
        long path = departures.drained(
                sources.isTransportWide() ? transport.standingDelay() * 1000L : receiver.queueNanos(), now);
        // The first group of pictures leaves as fast as the path takes it.
        double factor = departures.beganWithin(Departures.BEGINNING_NANOS, now) ? path(now).factor : 1;
        return path + (long) (backlog * 8e9 / (factor * rate.bitsPerSecond()));
    }

    /** A probe must not be held back by what it puts to the test. */
    private long believed() {
        return Math.max(rate.bitsPerSecond(), search.target());
    }

    private Allowance.Path path(long now) {
        // A smaller rendition's key frame ends a freeze: the queue may wait.
        boolean urgent = chooser.current() > 0 && chooser.since(now) < URGENT_NANOS;
        if (sources.isTransportWide()
                && departures.drained(transport.standingDelay() * 1000L, now) > DRAINING_NANOS
                && !urgent) {
            return Allowance.Path.QUEUED;
        }
        return congestion.isWithin(PACED_NANOS, now) ? Allowance.Path.KNOWN : Allowance.Path.UNKNOWN;
    }

    private long ceiling(long now) {
        return (long) (CEILING_SHARE * ladder.required(0, audio(now)));
    }

    private long audio(long now) {
        return audio.bitsPerSecond(micros(now));
    }

    private long sentRate(long now) {
        return sent.bitsPerSecond(micros(now));
    }
}
