package io.github.natcast.streamer.internal.rate;

import io.github.natcast.streamer.internal.rate.RateReport.EstimateSource;

/** Which source of facts is in force: the best one that is not silent. Confined to its {@link AdaptiveRate}. */
final class Sources {
    /** So long without a word, and the next best source takes over. */
    static final long SILENCE_NANOS = 5_000_000_000L;

    private long lastFeedback = Long.MIN_VALUE;
    private long lastEstimate = Long.MIN_VALUE;
    private long lastReport = Long.MIN_VALUE;
    private EstimateSource inForce = EstimateSource.NONE;

    void feedback(long now) {
        lastFeedback = now;
        update(now);
    }

    void estimate(long now) {
        lastEstimate = now;
        update(now);
    }

    void report(long now) {
        lastReport = now;
        update(now);
    }

    /** Sees whether one has fallen silent. */
    void update(long now) {
        inForce = at(now);
    }

    /** As of the last word or {@link #update}. */
    EstimateSource inForce() {
        return inForce;
    }

    boolean isTransportWide() {
        return inForce == EstimateSource.TRANSPORT_WIDE;
    }

    boolean isFeedbackSilent(long now) {
        return since(lastFeedback, now) > SILENCE_NANOS;
    }

    /** Whether the viewer gives other feedback, but none of this any more: then that must not be waited for. */
    boolean isFeedbackReplaced(long now) {
        return isFeedbackSilent(now) && Math.min(since(lastEstimate, now), since(lastReport, now)) < SILENCE_NANOS;
    }

    EstimateSource at(long now) {
        if (since(lastFeedback, now) < SILENCE_NANOS) {
            return EstimateSource.TRANSPORT_WIDE;
        }
        if (since(lastEstimate, now) < SILENCE_NANOS) {
            return EstimateSource.RECEIVER_ESTIMATE;
        }
        return since(lastReport, now) < 2 * SILENCE_NANOS ? EstimateSource.RECEIVER_REPORT : EstimateSource.NONE;
    }

    /** {@link Long#MAX_VALUE} when it never was. */
    static long since(long then, long now) {
        return then == Long.MIN_VALUE ? Long.MAX_VALUE : now - then;
    }
}
