package io.github.natcast.streamer.internal.rate;

/**
 * At which rate packets arrive while they queue: what the path carries, seen without sending more than the stream.
 * Confined to its {@link TransportEstimator}. Microseconds that wrap.
 *
 * <p>A packet has queued behind the one before it when it would have arrived earlier than that one on an empty path.
 */
final class BottleneckRate {
    private static final int HALF_LIFE_MICROS = 400_000;
    private static final int BUSY_MICROS = 150_000;
    private static final int LEAST_BYTES = 4_000;

    private boolean any;
    private int lastArrival;
    private int turned;
    private long bytes;
    private long micros;
    private long olderBytes;
    private long olderMicros;

    /** @param delay above the least, in microseconds */
    void add(int size, int arrival, int delay) {
        if (!any) {
            any = true;
            lastArrival = arrival;
            turned = arrival;
            return;
        }
        int since = arrival - lastArrival;
        if (since < 0) {
            return;
        }
        lastArrival = arrival;
        if (arrival - turned > HALF_LIFE_MICROS || micros > BUSY_MICROS) {
            olderBytes = bytes;
            olderMicros = micros;
            bytes = 0;
            micros = 0;
            turned = arrival;
        }
        if (delay > since) {
            bytes += size;
            micros += since;
        }
    }

    /** In bits per second; 0 while too little has queued within the last second. */
    long bitsPerSecond() {
        long sum = bytes + olderBytes;
        long time = micros + olderMicros;
        return sum < LEAST_BYTES ? 0 : sum * 8_000_000 / Math.max(1, time);
    }

    void restart() {
        any = false;
        bytes = 0;
        micros = 0;
        olderBytes = 0;
        olderMicros = 0;
    }
}
