package io.github.natcast.streamer.internal.rtp;

/** Arithmetic on 16-bit RTP sequence numbers, which wrap (RFC 3550 §5.1). */
public final class SequenceNumbers {
    private SequenceNumbers() {}

    /** The number after {@code sequenceNumber}: 0 after 65535. */
    public static int next(int sequenceNumber) {
        return (sequenceNumber + 1) & 0xFFFF;
    }

    /** How far {@code to} is ahead of {@code from}, from -32768 to 32767; negative when it is behind. */
    public static int distance(int from, int to) {
        return (short) (to - from);
    }

    /** Whether {@code candidate} comes after {@code reference}, on the shorter way round. */
    public static boolean isNewer(int candidate, int reference) {
        return distance(reference, candidate) > 0;
    }
}
