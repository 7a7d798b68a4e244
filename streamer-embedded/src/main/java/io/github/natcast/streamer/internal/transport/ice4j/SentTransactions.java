package io.github.natcast.streamer.internal.transport.ice4j;

/** The identifiers of the latest checks: only an answer to one of them proves consent (RFC 7675 §5.1). Thread-safe. */
final class SentTransactions {
    private static final int REMEMBERED = 128;

    private final long[] high = new long[REMEMBERED];
    private final int[] low = new int[REMEMBERED];
    private int next;

    synchronized void add(long high, int low) {
        if (!contains(high, low)) {
            this.high[next] = high;
            this.low[next] = low;
            next = (next + 1) % REMEMBERED;
        }
    }

    synchronized boolean contains(long high, int low) {
        for (int i = 0; i < REMEMBERED; i++) {
            if (this.high[i] == high && this.low[i] == low) {
                return true;
            }
        }
        return false;
    }
}
