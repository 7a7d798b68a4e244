package io.github.natcast.streamer.internal.receive;

/**
 * The capture times of one stream: its RTP timestamps, tied to the other server's wall clock by its sender reports (RFC
 * 3550 §6.4.1) or by the absolute capture time that a packet carries. Until there is a tie, a frame was captured when
 * it came. Times of a stream never go back. Confined to the receiver's thread.
 */
final class StreamClock {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long LEAST_STEP_NANOS = 1_000;

    private final CaptureClock clock;
    private final int rate;
    private final TimestampExtension timestamps = new TimestampExtension();
    private boolean tied;
    private boolean reported;
    private long tiedTimestamp;
    private long tiedNtpNanos;
    private boolean told;
    private long lastNanos;

    /** @param rate of the timestamps, in Hz */
    StreamClock(CaptureClock clock, int rate) {
        this.clock = clock;
        this.rate = rate;
    }

    /** A sender report says when the instant of a timestamp was, in 32.32 bits of seconds. */
    void onReport(int timestamp, long ntpTimestamp) {
        if (ntpTimestamp != 0) { // 0: "no wall clock" (RFC 3550 §6.4.1)
            reported = true;
            tie(timestamp, ntpTimestamp);
        }
    }

    /** A packet says it. Counts until there is a report: that alone is by one clock for all streams. */
    void onCaptureTime(int timestamp, long ntpTimestamp) {
        if (!reported) {
            tie(timestamp, ntpTimestamp);
        }
    }

    private void tie(int timestamp, long ntpTimestamp) {
        tied = true;
        tiedTimestamp = timestamps.extend(timestamp);
        tiedNtpNanos = ntpNanos(ntpTimestamp);
    }

    /** A packet of this timestamp came. */
    void arrived(int timestamp, long nowNanos, long wallNtpNanos) {
        if (tied) {
            clock.arrived(captured(timestamp), nowNanos, wallNtpNanos);
        }
    }

    /** When a frame of this timestamp was captured, on the scale of {@link System#nanoTime()}. */
    long nanos(int timestamp, long nowNanos) {
        long captured = tied && clock.hasBegun() ? clock.nanos(captured(timestamp)) : nowNanos;
        // Differences, because the scale wraps.
        long possible = captured - nowNanos > 0 ? nowNanos : captured;
        long least = lastNanos + LEAST_STEP_NANOS;
        lastNanos = told && possible - least < 0 ? least : possible;
        told = true;
        return lastNanos;
    }

    private long captured(int timestamp) {
        long ticks = timestamps.extend(timestamp) - tiedTimestamp;
        return tiedNtpNanos + (ticks / rate) * NANOS_PER_SECOND + (ticks % rate) * NANOS_PER_SECOND / rate;
    }

    /** Nanoseconds since 1900, of 32.32 bits. */
    static long ntpNanos(long ntpTimestamp) {
        return (ntpTimestamp >>> 32) * NANOS_PER_SECOND + (((ntpTimestamp & 0xFFFF_FFFFL) * NANOS_PER_SECOND) >>> 32);
    }
}
