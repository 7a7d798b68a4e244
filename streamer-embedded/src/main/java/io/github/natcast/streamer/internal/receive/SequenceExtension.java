package io.github.natcast.streamer.internal.receive;

import io.github.natcast.streamer.internal.rtp.SequenceNumbers;

/** Gives sequence numbers of 16 bits the cycles that they lack (RFC 3550 §A.1). Confined to its stream's thread. */
final class SequenceExtension {
    /** What a number has too much: RFC 3550 counts cycles from 0. */
    static final long FIRST_CYCLE = 1 << 16;

    private long highest = -1;

    /** The number nearest to the highest so far; never negative, since the first one is in the second cycle. */
    long extend(int sequenceNumber) {
        if (highest < 0) {
            highest = FIRST_CYCLE + sequenceNumber;
            return highest;
        }
        long extended = highest + SequenceNumbers.distance((int) highest, sequenceNumber);
        highest = Math.max(highest, extended);
        return extended;
    }
}
