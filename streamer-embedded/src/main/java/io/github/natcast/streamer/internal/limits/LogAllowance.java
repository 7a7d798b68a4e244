package io.github.natcast.streamer.internal.limits;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Lets so many like lines a minute into the log, so that no stranger fills it, and counts the others. Thread-safe. */
public final class LogAllowance {
    private static final double SECONDS_PER_MINUTE = 60;

    private final LongSupplier nanoTime;
    private final TokenBucket lines;
    private long leftOut;

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    public LogAllowance(int perMinute, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lines = new TokenBucket(perMinute / SECONDS_PER_MINUTE, perMinute, nanoTime.getAsLong());
    }

    /** Whether to log a line now: then it says how many were left out since the last one. Empty when not. */
    public synchronized OptionalLong line() {
        if (!lines.take(nanoTime.getAsLong())) {
            leftOut++;
            return OptionalLong.empty();
        }
        long count = leftOut;
        leftOut = 0;
        return OptionalLong.of(count);
    }

    /** What a line ends with when others were left out before it. */
    public static String more(long count) {
        return count == 0 ? "" : " … and " + count + " more";
    }
}
