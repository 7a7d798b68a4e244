package io.github.natcast.streamer.internal.rate;

/**
 * What a viewer tells that does not negotiate transport-wide feedback: its own estimate (REMB), or losses and round
 * trips in receiver reports. Confined to its {@link AdaptiveRate}. Nanoseconds, bits per second.
 */
final class ReceiverSigns {
    /** A receiver that is not congested estimates more than arrives; less by this much means what it says. */
    private static final double CONGESTED_SHARE = 0.9;

    private static final double FAR_SHARE = 0.85;

    private static final double BEARABLE_LOSS = 0.10;
    private static final double GRAVE_LOSS = 0.25;
    private static final long LONG_QUEUE_NANOS = 150_000_000;
    private static final long LEAST_QUEUE_NANOS = 50_000_000;

    /** The least round trip creeps up by so much of time, as a path may become longer. */
    private static final long CREEP_PARTS = 1_000;

    /** After so many reports a smaller rate must have helped. */
    private static final int SETTLE_REPORTS = 3;

    private static final int LEAST_PACKETS = 20;

    private static final long FORGET_NANOS = 60_000_000_000L;

    /** Only when this share of what was sent is sent, a loss that stays is not of our making. */
    private static final double LESS = 0.8;

    private long most;
    private int lowered;
    private int lowInARow;
    private long leastRoundTrip;
    private long roundTrip;
    private long reportedAt;
    private long drained;
    private double loss;

    /** What the path loses although less was sent. */
    private double own;

    private long ownSince;
    private double lossAtStep;
    private long sentAtStep;
    private int reportsAtStep = -SETTLE_REPORTS;
    private int media;
    private int resent;
    private int badReports;
    private int reports;

    /**
     * Media was sent. Where a packet is resent on its own SSRC, receiver reports hide its loss: what was asked for
     * again tells it, too.
     */
    void onSent(boolean again) {
        media++;
        resent += again ? 1 : 0;
    }

    /**
     * Nothing was sent for so long: a viewer that is sent nothing may say nothing, and no report tells that the queue
     * went.
     */
    void drained(long nanos) {
        drained += nanos;
    }

    private double shareResent() {
        double share = media < LEAST_PACKETS ? 0 : (double) resent / media;
        media = 0;
        resent = 0;
        return share;
    }

    /** Returns what the estimate is to be lowered to, or 0. */
    long onEstimate(long bitsPerSecond, long sent) {
        most = Math.max(most, bitsPerSecond);
        if (sent == 0 || bitsPerSecond >= CONGESTED_SHARE * sent) {
            lowInARow = 0;
            return 0;
        }
        // Made of what arrived within a second, it follows the encoder's own ups and downs.
        if (++lowInARow < 2 && bitsPerSecond >= FAR_SHARE * sent) {
            return 0;
        }
        lowered++;
        return bitsPerSecond;
    }

    /** Returns what the estimate is to be lowered to, or 0. */
    long onReport(double reported, long roundTripNanos, long sent, long now) {
        reports++;
        boolean telling = media >= LEAST_PACKETS;
        double fractionLost = Math.max(reported, shareResent());
        loss = fractionLost;
        if (roundTripNanos > 0) {
            long crept = leastRoundTrip + (now - reportedAt) / CREEP_PARTS;
            leastRoundTrip = leastRoundTrip == 0 ? roundTripNanos : Math.min(crept, roundTripNanos);
            reportedAt = now;
            roundTrip = roundTripNanos;
            drained = 0;
        }
        if (own > 0 && now - ownSince > FORGET_NANOS) {
            own = 0;
        }
        boolean settled = reports == reportsAtStep + SETTLE_REPORTS;
        if (settled && loss > 0.6 * lossAtStep && sent < LESS * sentAtStep) {
            own = Math.max(own, loss);
            ownSince = now;
        }
        boolean lossy = fractionLost > BEARABLE_LOSS + own;
        boolean bad = (lossy && telling) || queueNanos() > LONG_QUEUE_NANOS;
        badReports = bad ? badReports + 1 : 0;
        boolean grave = telling && fractionLost >= GRAVE_LOSS + own;
        if (badReports < 2 && !grave && queueNanos() < 2 * LONG_QUEUE_NANOS) {
            return 0;
        }
        badReports = 0;
        if (lossy) {
            lossAtStep = loss;
            reportsAtStep = reports;
            sentAtStep = sent;
        }
        return (long) (AimdRate.BETA * sent * (1 - fractionLost));
    }

    boolean isCalm() {
        return loss < 0.5 * BEARABLE_LOSS + own && queueNanos() < LEAST_QUEUE_NANOS;
    }

    /** How often the viewer's estimate was less than what was sent. */
    int lowered() {
        return lowered;
    }

    int reports() {
        return reports;
    }

    /** A probe begins. */
    void watch() {
        most = 0;
    }

    /** The viewer's largest estimate since the last probe began. */
    long most() {
        return most;
    }

    double loss() {
        return loss;
    }

    long roundTripNanos() {
        return roundTrip;
    }

    long queueNanos() {
        return Math.max(0, roundTrip - leastRoundTrip - drained);
    }
}
