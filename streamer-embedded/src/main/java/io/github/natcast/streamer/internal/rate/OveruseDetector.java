package io.github.natcast.streamer.internal.rate;

/**
 * Whether the path is overused: the trend has been above a threshold for 10 ms and does not fall. The threshold follows
 * the trend, so that other traffic neither starves us nor keeps us silent (draft-ietf-rmcat-gcc-02 §5.4). Confined to
 * its {@link Trendline}.
 */
final class OveruseDetector {
    enum Usage {
        UNDER,
        NORMAL,
        OVER
    }

    private static final float LEAST_THRESHOLD = 6;
    private static final float MOST_THRESHOLD = 600;
    private static final float FIRST_THRESHOLD = 12.5f;
    private static final float RISE = 0.0087f;
    private static final float FALL = 0.039f;

    /** A trend this far above the threshold is a sudden event, and no reason to follow. */
    private static final float SUDDEN = 15;

    private static final float SUSTAINED_MILLIS = 10;
    private static final float LONGEST_STEP_MILLIS = 100;

    private Usage usage = Usage.NORMAL;
    private float threshold = FIRST_THRESHOLD;
    private float overMillis = -1;
    private int overCount;
    private float lastSlope;

    /** @param elapsedMillis since the group before */
    void add(float trend, float slope, float elapsedMillis) {
        if (trend > threshold) {
            overMillis = overMillis < 0 ? elapsedMillis / 2 : overMillis + elapsedMillis;
            overCount++;
            if (overMillis > SUSTAINED_MILLIS && overCount > 1 && slope >= lastSlope) {
                overMillis = 0;
                overCount = 0;
                usage = Usage.OVER;
            }
        } else {
            overMillis = -1;
            overCount = 0;
            usage = trend < -threshold ? Usage.UNDER : Usage.NORMAL;
        }
        lastSlope = slope;
        adapt(Math.abs(trend), elapsedMillis);
    }

    private void adapt(float trend, float elapsedMillis) {
        if (trend <= threshold + SUDDEN) {
            float gain = trend < threshold ? FALL : RISE;
            float step = Math.max(0, Math.min(elapsedMillis, LONGEST_STEP_MILLIS));
            threshold += gain * (trend - threshold) * step;
            threshold = Math.max(LEAST_THRESHOLD, Math.min(MOST_THRESHOLD, threshold));
        }
    }

    Usage usage() {
        return usage;
    }

    float threshold() {
        return threshold;
    }

    void restart() {
        usage = Usage.NORMAL;
        overMillis = -1;
        overCount = 0;
        lastSlope = 0;
    }
}
