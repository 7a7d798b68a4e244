package io.github.natcast.streamer.internal.receive;

import io.github.natcast.streamer.internal.rtcp.TransportFeedback;
import io.github.natcast.streamer.internal.rtp.SequenceNumbers;
import java.util.Arrays;
import java.util.Optional;

/**
 * When the packets that carry a transport-wide sequence number came, until it is told
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1). Confined to the receiver's thread.
 */
final class ArrivalRecord {
    /** More than come between two feedbacks at 100 Mbit/s. */
    private static final int MOST = 1024;

    private static final long NANOS_PER_TICK = 250_000;

    /** The reference time counts 64 ms. */
    private static final int TICKS_PER_REFERENCE = 256;

    private static final int REFERENCE_BITS = 24;

    /** What a delta of 16 bits can say; a later packet is left to the next feedback. */
    private static final int LONGEST_DELTA = Short.MAX_VALUE;

    private final long[] nanos = new long[MOST];
    private final boolean[] came = new boolean[MOST];
    private int base = -1;
    private int count;
    private int feedbackCount;

    /**
     * The first arrival of a packet counts. Packets before what was told are left out; feedback starts anew at one that
     * is far ahead.
     */
    void arrived(int sequenceNumber, long nowNanos) {
        if (base < 0) {
            base = sequenceNumber;
        }
        int index = SequenceNumbers.distance(base, sequenceNumber);
        if (index < 0) {
            return;
        }
        if (index >= MOST) {
            keepFrom(count);
            base = sequenceNumber;
            index = 0;
        }
        if (!came[index]) {
            nanos[index] = nowNanos;
            came[index] = true;
            count = Math.max(count, index + 1);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The feedback about what came since the last; empty when nothing did. */
    Optional<TransportFeedback> feedback(long senderSsrc, long mediaSsrc) {
        if (count == 0) {
            return Optional.empty();
        }
        int first = 0;
        while (!came[first]) {
            first++;
        }
        long reference = Math.floorDiv(ticks(first), TICKS_PER_REFERENCE) * TICKS_PER_REFERENCE;
        int[] arrivals = new int[count];
        long last = 0;
        int told = 0;
        for (; told < count; told++) {
            if (!came[told]) {
                arrivals[told] = TransportFeedback.LOST;
                continue;
            }
            long ticks = ticks(told) - reference;
            if (Math.abs(ticks - last) > LONGEST_DELTA) {
                break;
            }
            arrivals[told] = (int) ticks;
            last = ticks;
        }
        long wrapped = reference & ((1L << REFERENCE_BITS) * TICKS_PER_REFERENCE - 1);
        TransportFeedback feedback = new TransportFeedback(
                senderSsrc, mediaSsrc, feedbackCount, base, wrapped, Arrays.copyOf(arrivals, told));
        feedbackCount = feedbackCount + 1 & 0xFF;
        base = base + told & 0xFFFF;
        keepFrom(told);
        return Optional.of(feedback);
    }

    private long ticks(int index) {
        return Math.floorDiv(nanos[index], NANOS_PER_TICK);
    }

    private void keepFrom(int index) {
        System.arraycopy(nanos, index, nanos, 0, count - index);
        System.arraycopy(came, index, came, 0, count - index);
        Arrays.fill(came, count - index, count, false);
        count -= index;
    }
}
