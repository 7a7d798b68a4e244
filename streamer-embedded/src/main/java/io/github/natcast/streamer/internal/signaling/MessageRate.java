package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.internal.limits.TokenBucket;
import java.util.function.LongSupplier;

/**
 * Limits how many messages for the program a client may send: a token bucket, and an end for who does not mind it.
 * Confined to one thread.
 */
final class MessageRate {
    static final int PER_SECOND = 50;
    static final int BURST = 100;
    /** So many dropped messages, with no two seconds of silence in between, and the socket is closed. */
    static final int TOLERATED = 200;

    static final Problem TOO_MANY = new Problem(
            429,
            "too_many_messages",
            "More than " + PER_SECOND + " messages a second, after " + BURST + " at once, are dropped; " + TOLERATED
                    + " dropped ones close the socket.");

    private final LongSupplier nanoTime;
    private final TokenBucket bucket;
    private int dropped;

    /** What becomes of a message. */
    enum Verdict {
        PASS,
        /** Dropped; the client is told, since it is the first. */
        WARN,
        DROP,
        CLOSE
    }

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    MessageRate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.bucket = new TokenBucket(PER_SECOND, BURST, nanoTime.getAsLong());
    }

    /** Counts a message. */
    Verdict next() {
        long now = nanoTime.getAsLong();
        if (bucket.isFull(now)) {
            dropped = 0;
        }
        if (bucket.take(now)) {
            return Verdict.PASS;
        }
        dropped++;
        return dropped == 1 ? Verdict.WARN : dropped < TOLERATED ? Verdict.DROP : Verdict.CLOSE;
    }
}
