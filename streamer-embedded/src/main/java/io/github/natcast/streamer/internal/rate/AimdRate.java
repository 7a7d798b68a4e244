package io.github.natcast.streamer.internal.rate;

/**
 * The estimate: multiplied down on congestion, slowly up while it is put to use (draft-ietf-rmcat-gcc-02 §5.5).
 * Confined to its {@link AdaptiveRate}. Bits per second, everything included.
 *
 * <p>An encoding that serves all is sent at its own rate, whatever the path could carry: the estimate stays where it is
 * as long as less is sent than it says, and never exceeds half as much again as arrived. A probe raises it to what the
 * probe has shown.
 */
final class AimdRate {
    static final double BETA = 0.85;
    private static final long LEAST = 40_000;

    /** Below this share of the estimate the sender is limited by what it has to send. */
    private static final double IN_USE = 0.65;

    private static final double MOST_OF_ARRIVED = 1.5;
    private static final double GAIN_PER_SECOND = 0.08;
    private static final double NEAR = 0.12;

    /** When near the last congestion: about a packet a round trip (§5.5). */
    private static final double NEAR_GAIN_PER_SECOND = 0.02;

    private double estimate;
    private long least = LEAST;
    private double congestedAt;
    private long lastNanos;

    AimdRate(long first, long now) {
        estimate = Math.max(LEAST, first);
        lastNanos = now;
    }

    long bitsPerSecond() {
        return (long) estimate;
    }

    /** Below this, nothing would be left to learn from. */
    void least(long bitsPerSecond) {
        least = Math.max(LEAST, bitsPerSecond);
    }

    /** The path is congested, and this much arrives. Returns whether the estimate has become less. */
    boolean congested(long arriving, long now) {
        lastNanos = now;
        congestedAt = congestedAt == 0 ? arriving : congestedAt + 0.3 * (arriving - congestedAt);
        return lower((long) (BETA * arriving));
    }

    boolean lower(long to) {
        if (Math.max(least, to) >= estimate) {
            return false;
        }
        estimate = (double) Math.max(least, to);
        return true;
    }

    /** No sign of congestion: grows if what is sent comes near the estimate. */
    void grow(long sent, long arrived, long ceiling, long now) {
        double seconds = Math.min(0.5, (now - lastNanos) / 1e9);
        lastNanos = now;
        if (sent < IN_USE * estimate) {
            return;
        }
        boolean near = congestedAt > 0 && Math.abs(estimate - congestedAt) < NEAR * congestedAt;
        double grown = estimate * (1 + (near ? NEAR_GAIN_PER_SECOND : GAIN_PER_SECOND) * seconds);
        double bound = Math.min((double) ceiling, MOST_OF_ARRIVED * arrived);
        estimate = Math.max(estimate, Math.min(grown, bound));
        if (congestedAt > 0 && estimate > congestedAt * (1 + NEAR)) {
            congestedAt = 0;
        }
    }

    /** Time passes in which the estimate must not grow. */
    void hold(long now) {
        lastNanos = now;
    }

    /** A probe has shown that this much arrives without a queue. */
    void raise(long to) {
        estimate = Math.max(estimate, (double) to);
        if (to > congestedAt) {
            congestedAt = 0;
        }
    }
}
