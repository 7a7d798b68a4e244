package io.github.natcast.streamer.internal.rate;

/**
 * What may be on its way before a path is known: a group of pictures that is sent at once would fill the queue of a
 * narrow path for seconds. Each byte that is known to have arrived allows two more. Confined to its
 * {@link AdaptiveRate}.
 */
final class FirstWindow {
    private static final long BYTES = 48_000;

    /** A viewer whose feedback takes longer is believed to send none. */
    private static final long SILENCE_NANOS = 600_000_000;

    /** How long the beginning lasts. */
    static final long NANOS = 2_000_000_000;

    private FirstWindow() {}

    /** How many bytes may leave. */
    static int available(long sentBytes, long arrivedBytes, long sinceFirstNanos) {
        boolean over = sinceFirstNanos > NANOS || (arrivedBytes == 0 && sinceFirstNanos > SILENCE_NANOS);
        return over ? Integer.MAX_VALUE : (int) Math.max(0, BYTES + 2 * arrivedBytes - sentBytes);
    }
}
