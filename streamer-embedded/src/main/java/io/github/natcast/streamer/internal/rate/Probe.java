package io.github.natcast.streamer.internal.rate;

/**
 * Padding beside the stream, for a second, up to what the next larger rendition needs: whether the path carries it.
 * Confined to its {@link AdaptiveRate}.
 */
final class Probe {
    static final int MICROS = 1_000_000;
    static final double MARGIN = 1.2;

    /** How often padding is sent, and so how finely. */
    static final long TICK_NANOS = 10_000_000;

    private static final long NANOS = MICROS * 1000L;
    private static final int LEAST_BYTES = 200;
    private static final int MOST_BYTES = 12_000;

    private boolean running;
    private long target;
    private long start;
    private long sentBefore;
    private int delayBefore;
    private double lossBefore;

    /** @param targetRate everything that is sent, in bits per second */
    void begin(long targetRate, long sentBytes, int delayMicros, double loss, long now) {
        running = true;
        target = targetRate;
        start = now;
        sentBefore = sentBytes;
        delayBefore = delayMicros;
        lossBefore = loss;
    }

    void end() {
        running = false;
    }

    boolean isRunning() {
        return running;
    }

    /** Whether padding is still sent. */
    boolean isSending(long now) {
        return running && now - start < NANOS;
    }

    /** How much is missing to the target's rate. */
    int due(long sentBytes, long now) {
        if (!isSending(now)) {
            return 0;
        }
        long wanted = target * (now - start + TICK_NANOS) / 8_000_000_000L;
        long missing = wanted - (sentBytes - sentBefore);
        return missing < LEAST_BYTES ? 0 : (int) Math.min(missing, MOST_BYTES);
    }

    boolean lasted(long nanos, long now) {
        return now - start >= nanos;
    }

    long target() {
        return target;
    }

    /** Of the whole second, at the target's rate. */
    long targetBytes() {
        return target / 8;
    }

    int delayBefore() {
        return delayBefore;
    }

    double lossBefore() {
        return lossBefore;
    }
}
