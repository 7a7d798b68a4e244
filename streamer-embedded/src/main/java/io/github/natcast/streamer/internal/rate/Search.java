package io.github.natcast.streamer.internal.rate;

import io.github.natcast.streamer.internal.rate.RateReport.EstimateSource;

/**
 * The way up: when to probe for the next larger rendition, and what came of it. Confined to its {@link AdaptiveRate}.
 *
 * <p>Beside the clock of the {@link BackOff} there is a hint: packets that were sent together now arrive faster than
 * when the path was congested. One early probe follows it; when that fails, the hint is not trusted again before a step
 * up.
 */
final class Search {
    private static final int QUEUED_MICROS = 50_000;
    private static final int OVERUSED_MICROS = 25_000;
    private static final double LOST = 0.05;
    private static final double ARRIVED = 0.85;
    private static final double STEP = 1.5;
    private static final double HINT_MARGIN = 1.2;
    private static final long HINT_NANOS = 1_500_000_000;
    private static final long NEXT_NANOS = 1_000_000_000;

    /** So long after the padding the last feedback must have come. */
    private static final long PATIENCE_NANOS = 2_500_000_000L;

    private static final long ESTIMATE_NANOS = 1_500_000_000;

    private final TransportEstimator transport;
    private final ReceiverSigns receiver;
    private final Probe probe = new Probe();
    private final BackOff backOff;
    private long lastEnd;
    private long lastDown;
    private boolean hintTrusted = true;
    private long bottleneckBefore;
    private boolean hinted;
    private int reportsBefore;
    private int loweredBefore;

    Search(TransportEstimator transport, ReceiverSigns receiver, long now) {
        this.transport = transport;
        this.receiver = receiver;
        this.backOff = new BackOff(now);
        this.lastEnd = now;
        this.lastDown = now;
    }

    boolean isRunning() {
        return probe.isRunning();
    }

    boolean isSending(long now) {
        return probe.isSending(now);
    }

    /** 0 when there is no probe. */
    long target() {
        return probe.isRunning() ? probe.target() : 0;
    }

    int due(long sentBytes, long now) {
        return probe.due(sentBytes, now);
    }

    /**
     * Begins a probe when its time has come: for all that is needed when something speaks for it, else for half as much
     * again as is known, so that a probe that fails does little harm.
     */
    void maybeProbe(long needed, long known, long sentBytes, long now) {
        long target = isHinted(needed, now) ? needed : Math.min(needed, (long) (STEP * known));
        if (now - lastEnd < NEXT_NANOS || (!backOff.allows(now) && !isHinted(needed, now))) {
            return;
        }
        probe.begin(target, sentBytes, transport.standingDelay(), loss(), now);
        transport.watch(RateMeter.micros(now), Probe.MICROS);
        reportsBefore = receiver.reports();
        loweredBefore = receiver.lowered();
        receiver.watch();
        hinted = !backOff.allows(now);
    }

    /** Without padding, the larger rendition itself is the probe. */
    boolean maybeTry(long now) {
        return backOff.allows(now) && now - lastDown > 2 * HINT_NANOS;
    }

    private boolean isHinted(long target, long now) {
        return hintTrusted
                && now - lastDown > HINT_NANOS
                && bottleneckBefore > 0
                && bottleneckBefore < target
                && transport.bottleneck() > HINT_MARGIN * target;
    }

    boolean hasFailed(long now) {
        if (!probe.isRunning()) {
            return false;
        }
        int more = transport.standingDelay() - probe.delayBefore();
        return more > QUEUED_MICROS
                || (more > OVERUSED_MICROS && transport.isOverused())
                || receiver.lowered() > loweredBefore
                || loss() > probe.lossBefore() + 2 * LOST
                || probe.lasted(Probe.MICROS * 1000L + PATIENCE_NANOS, now);
    }

    boolean hasSucceeded(EstimateSource source, long now) {
        if (!probe.isRunning()) {
            return false;
        }
        return switch (source) {
            case TRANSPORT_WIDE ->
                transport.isWatchOver()
                        && transport.watchedArrived() >= ARRIVED * probe.targetBytes()
                        && transport.watchedLost() <= (LOST + probe.lossBefore()) * probe.targetBytes();
            case RECEIVER_ESTIMATE ->
                probe.lasted(ESTIMATE_NANOS, now)
                        && receiver.most() >= ARRIVED * probe.target()
                        && receiver.queueNanos() < QUEUED_MICROS * 1000L;
            case RECEIVER_REPORT ->
                receiver.isCalm() && receiver.reports() - reportsBefore >= 2 && probe.lasted(Probe.MICROS * 1000L, now);
            case NONE -> false;
        };
    }

    void failed(long bottleneck, long now) {
        probe.end();
        lastEnd = now;
        bottleneckBefore = bottleneck;
        if (hinted) {
            hintTrusted = false;
        }
        backOff.probeFailed(now);
    }

    void succeeded(long now) {
        probe.end();
        lastEnd = now;
    }

    void steppedUp(long now) {
        backOff.steppedUp(now);
    }

    /** The viewer was moved to a smaller rendition. A hint is trusted again, unless the step up before did not hold. */
    void steppedDown(long bottleneck, long now) {
        probe.end();
        lastDown = now;
        bottleneckBefore = bottleneck;
        hintTrusted = backOff.congested(now);
    }

    private double loss() {
        return transport.losses().last();
    }
}
