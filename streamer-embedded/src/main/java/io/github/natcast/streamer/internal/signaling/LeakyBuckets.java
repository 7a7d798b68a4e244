package io.github.natcast.streamer.internal.signaling;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Counts what each of many clients did lately: each time fills its bucket, which leaks. Thread-safe. */
final class LeakyBuckets {
    private static final int LONGEST_WAIT_SECONDS = 10;
    /** An attacker with more addresses pushes the oldest out; it costs memory only up to here. */
    private static final int MAXIMUM_KEYS = 4096;

    private static final double NANOS_PER_SECOND = 1e9;

    private final LongSupplier nanoTime;
    private final int capacity;
    private final double leakPerSecond;
    private final Map<ByteBuffer, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Bucket> eldest) {
            return size() > MAXIMUM_KEYS;
        }
    };

    /** @param level at the time, in nanoseconds; since then some has leaked out */
    private record Bucket(double level, long nanos) {}

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    LeakyBuckets(LongSupplier nanoTime, int capacity, double leakPerSecond) {
        this.nanoTime = nanoTime;
        this.capacity = capacity;
        this.leakPerSecond = leakPerSecond;
    }

    /** Fills one more into the bucket; returns as {@link #waitSeconds}. */
    synchronized int add(ByteBuffer key) {
        double level = Math.min(level(key) + 1, capacity + LONGEST_WAIT_SECONDS * leakPerSecond);
        buckets.put(key, new Bucket(level, nanoTime.getAsLong()));
        return seconds(level);
    }

    /** How many seconds it takes until no more than the capacity is in the bucket; 0 to 10. */
    synchronized int waitSeconds(ByteBuffer key) {
        return seconds(level(key));
    }

    private double level(ByteBuffer key) {
        Bucket bucket = buckets.get(key);
        if (bucket == null) {
            return 0;
        }
        double leaked = (nanoTime.getAsLong() - bucket.nanos()) / NANOS_PER_SECOND * leakPerSecond;
        return Math.max(0, bucket.level() - leaked);
    }

    private int seconds(double level) {
        return (int) Math.ceil(Math.max(0, level - capacity) / leakPerSecond);
    }
}
