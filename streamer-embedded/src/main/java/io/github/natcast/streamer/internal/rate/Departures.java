package io.github.natcast.streamer.internal.rate;

/**
 * What left so far, and when. Confined to its {@link AdaptiveRate}.
 *
 * <p>It bounds what may be on its way before a path is known: a group of pictures that is sent at once would fill the
 * queue of a narrow path for seconds. Each byte that is known to have arrived allows two more.
 */
final class Departures {
    private static final long FIRST_BYTES = 48_000;

    /** A viewer whose feedback takes longer is believed to send none. */
    private static final long SILENCE_NANOS = 600_000_000;

    /** How long the beginning lasts. */
    static final long BEGINNING_NANOS = 2_000_000_000;

    /** So long after the last packet, feedback about it may still be on its way. */
    private static final long IN_USE_NANOS = 100_000_000;

    private static final long REST_NANOS = 60_000_000_000L;

    private long bytes;
    private long first = Long.MIN_VALUE;
    private long last;

    Departures(long now) {
        last = now;
    }

    void sent(int more, long now) {
        first = first == Long.MIN_VALUE ? now : first;
        last = now;
        bytes += more;
    }

    long bytes() {
        return bytes;
    }

    /** Whether less time than this has passed since the first; also before it. */
    boolean beganWithin(long nanos, long now) {
        return first == Long.MIN_VALUE || now - first < nanos;
    }

    /** How many bytes may leave. */
    int available(long arrivedBytes, long now) {
        boolean over = first == Long.MIN_VALUE
                || now - first > BEGINNING_NANOS
                || (arrivedBytes == 0 && now - first > SILENCE_NANOS);
        return over ? Integer.MAX_VALUE : (int) Math.max(0, FIRST_BYTES + 2 * arrivedBytes - bytes);
    }

    /** How long nothing has left, once feedback about the last packet is in. */
    long idleNanos(long now) {
        return Math.max(0, now - last - IN_USE_NANOS);
    }

    /**
     * What is left of a queue that nothing was added to: it drains as time passes, and nothing comes back to tell so.
     */
    long drained(long queueNanos, long now) {
        return Math.max(0, queueNanos - idleNanos(now));
    }

    /** Whether nothing has left for so long that what was known of the path is old; microseconds would wrap besides. */
    boolean isRested(long now) {
        return now - last > REST_NANOS;
    }
}
