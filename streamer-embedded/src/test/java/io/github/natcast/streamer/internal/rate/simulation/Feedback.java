package io.github.natcast.streamer.internal.rate.simulation;

import io.github.natcast.streamer.internal.rtcp.TransportFeedback;
import java.util.TreeMap;

/** What a receiver says of transport-wide sequence numbers: arrivals on a clock of its own, as Chromium does. */
final class Feedback {
    private static final long TICK = 250_000;
    private static final int TICKS_PER_REFERENCE = 256;

    private final long clockOffset;
    private double clockRate;
    private final TreeMap<Long, Long> arrivals = new TreeMap<>();
    private long base = -1;
    private long highest = -1;
    private int count;
    private long clockStep;

    /** @param drift in parts per million */
    Feedback(long clockOffset, double drift) {
        this.clockOffset = clockOffset;
        this.clockRate = 1 + drift / 1e6;
    }

    void drift(double partsPerMillion, long now) {
        double before = clockRate;
        clockRate = 1 + partsPerMillion / 1e6;
        clockStep += (long) (now * (before - clockRate));
    }

    void step(long nanos) {
        clockStep += nanos;
    }

    void arrived(int transportNumber, long now) {
        long number = highest < 0 ? transportNumber : highest + (short) (transportNumber - (int) highest);
        if (number < 0 || number < base - 100) {
            return;
        }
        highest = Math.max(highest, number);
        arrivals.putIfAbsent(number, (long) (now * clockRate) + clockOffset + clockStep);
    }

    boolean isEmpty() {
        return arrivals.isEmpty();
    }

    TransportFeedback take() {
        // What came late, out of order, is reported now.
        long first = base < 0 ? arrivals.firstKey() : Math.min(base, arrivals.firstKey());
        int[] ticks = new int[(int) (highest - first + 1)];
        long reference = arrivals.firstEntry().getValue() / TICK / TICKS_PER_REFERENCE * TICKS_PER_REFERENCE;
        for (int i = 0; i < ticks.length; i++) {
            Long arrival = arrivals.get(first + i);
            ticks[i] = arrival == null ? TransportFeedback.LOST : (int) (arrival / TICK - reference);
        }
        arrivals.clear();
        base = highest + 1;
        return new TransportFeedback(1, 2, count++ & 0xff, (int) (first & 0xffff), reference & 0xffff_ffffL, ticks);
    }
}
