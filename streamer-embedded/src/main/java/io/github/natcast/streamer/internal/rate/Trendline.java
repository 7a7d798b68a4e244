package io.github.natcast.streamer.internal.rate;

/**
 * Whether delays grow: the slope of a line through the last twenty groups, by least squares. Confined to its
 * {@link ArrivalGroups}.
 */
final class Trendline {
    private static final int WINDOW = 20;
    private static final float SMOOTHING = 0.9f;
    private static final float GAIN = 4;
    private static final int MOST_DELTAS = 60;

    private final OveruseDetector detector;
    private final float[] arrivalMillis = new float[WINDOW];
    private final float[] delayMillis = new float[WINDOW];
    private int count;
    private int groups;
    private int firstArrival;
    private int lastArrival;
    private float smoothed;

    Trendline(OveruseDetector detector) {
        this.detector = detector;
    }

    /** @param delay of the group's last packet, in microseconds */
    void add(int arrival, int delay) {
        if (groups == 0) {
            firstArrival = arrival;
            lastArrival = arrival;
        }
        groups = Math.min(groups + 1, MOST_DELTAS);
        smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * delay / 1000f;
        // Counted from the oldest of the window on: a float would lose a day's microseconds.
        float millis = (arrival - firstArrival) / 1000f;
        if (count == WINDOW) {
            float shift = arrivalMillis[1];
            for (int i = 1; i < WINDOW; i++) {
                arrivalMillis[i - 1] = arrivalMillis[i] - shift;
                delayMillis[i - 1] = delayMillis[i];
            }
            firstArrival += (int) (shift * 1000);
            millis -= shift;
            count--;
        }
        arrivalMillis[count] = millis;
        delayMillis[count] = smoothed;
        count++;
        float slope = count == WINDOW ? slope() : 0;
        detector.add(groups * slope * GAIN, slope, (arrival - lastArrival) / 1000f);
        lastArrival = arrival;
    }

    private float slope() {
        float meanX = 0;
        float meanY = 0;
        for (int i = 0; i < count; i++) {
            meanX += arrivalMillis[i];
            meanY += delayMillis[i];
        }
        meanX /= count;
        meanY /= count;
        float numerator = 0;
        float denominator = 0;
        for (int i = 0; i < count; i++) {
            float x = arrivalMillis[i] - meanX;
            numerator += x * (delayMillis[i] - meanY);
            denominator += x * x;
        }
        return denominator > 0 ? numerator / denominator : 0;
    }

    void restart() {
        count = 0;
        groups = 0;
        smoothed = 0;
        detector.restart();
    }
}
