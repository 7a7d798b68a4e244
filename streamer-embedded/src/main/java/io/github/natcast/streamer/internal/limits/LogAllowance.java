package io.github.natcast.streamer.internal.limits;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Lets so many like lines a minute into the log, so that no stranger fills it, and counts the others. Thread-safe. */
public final class LogAllowance {
    private static final double MINUTE_NANOS = 60e9;

    private final int perMinute;
    private final LongSupplier nanoTime;
    private double level;
    private long nanos;
    private long leftOut;

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    public LogAllowance(int perMinute, LongSupplier nanoTime) {
        this.perMinute = perMinute;
        this.nanoTime = nanoTime;
        this.level = perMinute;
        this.nanos = nanoTime.getAsLong();
    }

    /** Whether to log a line now: then it says how many were left out since the last one. Empty when not. */
    public synchronized OptionalLong line() {
        long now = nanoTime.getAsLong();
        level = Math.min(perMinute, level + (now - nanos) / MINUTE_NANOS * perMinute);
        nanos = now;
        if (level < 1) {
            leftOut++;
            return OptionalLong.empty();
        }
        level--;
        long count = leftOut;
        leftOut = 0;
        return OptionalLong.of(count);
    }

    /** What a line ends with when others were left out before it. */
    public static String more(long count) {
        return count == 0 ? "" : " … and " + count + " more";
    }
}
