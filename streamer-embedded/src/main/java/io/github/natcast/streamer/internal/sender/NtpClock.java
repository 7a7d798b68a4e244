package io.github.natcast.streamer.internal.sender;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Ties {@link System#nanoTime()}, the clock of everything, to the wall clock once. It does not follow later steps of
 * the wall clock, which would tear audio and video apart. Thread-safe.
 */
final class NtpClock {
    /** Seconds from 1900 (NTP) to 1970. */
    private static final long NTP_EPOCH_OFFSET = 2_208_988_800L;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final LongSupplier nanoTime;
    private final long anchorNanos;
    private final long anchorSecond;
    private final int anchorFraction;

    NtpClock(LongSupplier nanoTime, InstantSource wallClock) {
        this.nanoTime = nanoTime;
        Instant now = wallClock.instant();
        anchorNanos = nanoTime.getAsLong();
        anchorSecond = now.getEpochSecond() + NTP_EPOCH_OFFSET;
        anchorFraction = now.getNano();
    }

    /** On the scale of {@link System#nanoTime()}. */
    long nanoTime() {
        return nanoTime.getAsLong();
    }

    /** 32.32 fixed-point seconds since 1900, modulo 2^32 seconds (RFC 3550 §4). */
    long ntpTimestamp(long nanos) {
        long since = nanos - anchorNanos + anchorFraction;
        long seconds = anchorSecond + Math.floorDiv(since, NANOS_PER_SECOND);
        long fraction = (Math.floorMod(since, NANOS_PER_SECOND) << 32) / NANOS_PER_SECOND;
        return seconds << 32 | fraction;
    }

    /** The middle 32 bits of the NTP timestamp: 16.16 fixed-point seconds (RFC 3550 §4). */
    int compactNtp(long nanos) {
        return (int) (ntpTimestamp(nanos) >>> 16);
    }
}
