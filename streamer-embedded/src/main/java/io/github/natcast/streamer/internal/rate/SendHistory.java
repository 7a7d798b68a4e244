package io.github.natcast.streamer.internal.rate;

import java.util.Arrays;

/**
 * What was sent lately, by transport-wide sequence number, until feedback tells what became of it. Confined to its
 * {@link TransportEstimator}.
 *
 * <p>8 bytes a packet. Times are microseconds that wrap with their 32 bits: only differences mean anything.
 */
final class SendHistory {
    static final int UNKNOWN = 0;
    static final int IN_FLIGHT = 1;
    static final int REPORTED_LOST = 2;
    static final int ARRIVED = 3;

    private static final int SIZE_BITS = 11;
    private static final int SIZE_MASK = (1 << SIZE_BITS) - 1;
    private static final int STATE_MASK = 3 << SIZE_BITS;
    private static final int EXPLAINED_SHIFT = 16;

    /** The delay that is explained by our own bursts is kept in steps of 16 µs, so that 16 bits hold a second. */
    private static final int EXPLAINED_STEP_MICROS = 16;

    private static final int LEAST_CAPACITY = 512;
    private static final int MOST_CAPACITY = 4096;

    private final int[] sentMicros;

    /** Bits 0 to 10 the size, 11 and 12 the state, 16 to 31 the delay explained. */
    private final int[] facts;

    private final int mask;
    private int newest = -1;

    /** @param capacity a power of two, at most 32768 */
    SendHistory(int capacity) {
        sentMicros = new int[capacity];
        facts = new int[capacity];
        mask = capacity - 1;
    }

    /** For what is sent in 1.2 s, in packets of 1100 bytes, and audio: feedback that comes later tells nothing. */
    static int capacity(long bitsPerSecond) {
        long packets = bitsPerSecond * 12 / (10 * 8 * 1100) + 60;
        int capacity = LEAST_CAPACITY;
        while (capacity < packets && capacity < MOST_CAPACITY) {
            capacity *= 2;
        }
        return capacity;
    }

    void add(int sequenceNumber, int bytes, int now, int explainedMicros) {
        int number = sequenceNumber & 0xffff;
        if (newest >= 0) {
            forgetBetween(newest, number);
        }
        newest = number;
        sentMicros[number & mask] = now;
        facts[number & mask] = Math.min(bytes, SIZE_MASK)
                | (IN_FLIGHT << SIZE_BITS)
                | (Math.min(explainedMicros / EXPLAINED_STEP_MICROS, 0xffff) << EXPLAINED_SHIFT);
    }

    /** Numbers that were skipped must not be taken for those that had their places before. */
    private void forgetBetween(int from, int to) {
        int skipped = ((to - from) & 0xffff) - 1;
        if (skipped >= mask) {
            Arrays.fill(facts, 0);
            return;
        }
        for (int i = 1; i <= skipped; i++) {
            facts[(from + i) & mask] = 0;
        }
    }

    /** {@link #UNKNOWN} for what was never sent, or so long ago that its place was taken. */
    int state(int sequenceNumber) {
        if (newest < 0 || ((newest - sequenceNumber) & 0xffff) > mask) {
            return UNKNOWN;
        }
        return (facts[sequenceNumber & mask] & STATE_MASK) >> SIZE_BITS;
    }

    void state(int sequenceNumber, int state) {
        int place = sequenceNumber & mask;
        facts[place] = (facts[place] & ~STATE_MASK) | (state << SIZE_BITS);
    }

    int bytes(int sequenceNumber) {
        return facts[sequenceNumber & mask] & SIZE_MASK;
    }

    int sentMicros(int sequenceNumber) {
        return sentMicros[sequenceNumber & mask];
    }

    int explainedMicros(int sequenceNumber) {
        return (facts[sequenceNumber & mask] >>> EXPLAINED_SHIFT) * EXPLAINED_STEP_MICROS;
    }
}
