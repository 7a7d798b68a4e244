package io.github.natcast.streamer.internal.rate;

import java.util.Arrays;

/**
 * At which rate packets arrive while they queue: what the path carries, seen without sending more than the stream.
 * Confined to its {@link TransportEstimator}. Microseconds that wrap.
 *
 * <p>A packet has queued behind the one before it when it would have arrived earlier than that one on an empty path. No
 * more of the past counts than is needed: it may be that of a faster path.
 */
final class BottleneckRate {
    private static final int SLOTS = 8;
    private static final int SLOT_BUSY_MICROS = 50_000;
    private static final int SLOT_MICROS = 250_000;
    private static final int OLDEST_MICROS = 1_000_000;
    private static final int ENOUGH_MICROS = 100_000;
    private static final int LEAST_BYTES = 4_000;

    private final int[] bytes = new int[SLOTS];
    private final int[] micros = new int[SLOTS];
    private final int[] began = new int[SLOTS];
    private boolean any;
    private int slot;
    private int lastArrival;

    /**
     * Takes a packet in.
     *
     * @param delay above the least, in microseconds
     */
    void add(int size, int arrival, int delay) {
        if (!any) {
            any = true;
            lastArrival = arrival;
            Arrays.fill(began, arrival);
            return;
        }
        int since = arrival - lastArrival;
        if (since < 0) {
            return;
        }
        lastArrival = arrival;
        if (arrival - began[slot] > SLOT_MICROS || micros[slot] > SLOT_BUSY_MICROS) {
            slot = (slot + 1) % SLOTS;
            bytes[slot] = 0;
            micros[slot] = 0;
            began[slot] = arrival;
        }
        if (delay > since) {
            bytes[slot] += size;
            micros[slot] += since;
        }
    }

    /** In bits per second; 0 while too little has queued within the last second. */
    long bitsPerSecond() {
        long sum = 0;
        long time = 0;
        for (int i = 0; i < SLOTS && (sum < LEAST_BYTES || time < ENOUGH_MICROS); i++) {
            int place = (slot - i + SLOTS) % SLOTS;
            if (lastArrival - began[place] > OLDEST_MICROS) {
                break;
            }
            sum += bytes[place];
            time += micros[place];
        }
        return sum < LEAST_BYTES ? 0 : sum * 8_000_000 / Math.max(1, time);
    }

    void restart() {
        any = false;
        Arrays.fill(bytes, 0);
        Arrays.fill(micros, 0);
    }
}
