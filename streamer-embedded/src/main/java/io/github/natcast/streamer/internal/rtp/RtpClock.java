package io.github.natcast.streamer.internal.rtp;

/** Converts {@link System#nanoTime()} to a media clock. */
public final class RtpClock {
    /** The clock rate of every video payload format, in Hz. */
    public static final int VIDEO_RATE = 90_000;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private RtpClock() {}

    /** Ticks of a clock of {@code rate} Hz at {@code nanos}, modulo 2^32 (RFC 3550 §5.1). */
    public static int timestamp(long nanos, int rate) {
        return (int) ticks(nanos, rate);
    }

    /**
     * Ticks of a clock of {@code rate} Hz at {@code nanos}. Split into seconds and rest, so that no product overflows
     * over the whole range of a long.
     */
    public static long ticks(long nanos, int rate) {
        long seconds = Math.floorDiv(nanos, NANOS_PER_SECOND);
        long rest = Math.floorMod(nanos, NANOS_PER_SECOND);
        return seconds * rate + rest * rate / NANOS_PER_SECOND;
    }
}
