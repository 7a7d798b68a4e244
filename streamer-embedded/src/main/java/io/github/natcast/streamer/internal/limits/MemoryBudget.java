package io.github.natcast.streamer.internal.limits;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory all connections together may hold for what is not finished: requests and messages that are still
 * arriving or wait to be answered, and answers that nobody has read yet. Thread-safe; nobody waits for it.
 */
public final class MemoryBudget {
    /** So much of each share is not counted: who keeps all the rest busy does not shut out small requests. */
    public static final int FREE_BYTES = 8 << 10;

    private static final int MEGABYTE = 1 << 20;

    private final long bytes;
    private final AtomicLong held = new AtomicLong();

    /** @param bytes the most that may be held at once */
    public MemoryBudget(long bytes) {
        this.bytes = bytes;
    }

    public static MemoryBudget ofMegabytes(int megabytes) {
        return new MemoryBudget((long) megabytes * MEGABYTE);
    }

    /** Takes so many bytes, which {@link #release} gives back; false, and takes none, when they are not left. */
    public boolean reserve(long count) {
        long now;
        do {
            now = held.get();
            if (count > bytes - now) {
                return false;
            }
        } while (!held.compareAndSet(now, now + count));
        return true;
    }

    /** Gives back so many of the bytes that were reserved. */
    public void release(long count) {
        held.addAndGet(-count);
    }

    /** How many bytes are held. */
    public long held() {
        return held.get();
    }

    /** The part of one owner, which holds nothing yet. */
    public Share share() {
        return new Share();
    }

    /** What one owner holds of the budget. Confined to one thread. */
    public final class Share {
        private long mine;

        private Share() {}

        /** Holds so many bytes from now on, instead of as many as before; false, and as before, if too few are left. */
        public boolean hold(long bytesHeld) {
            long count = Math.max(0, bytesHeld - FREE_BYTES);
            if (count > mine && !reserve(count - mine)) {
                return false;
            }
            if (count < mine) {
                release(mine - count);
            }
            mine = count;
            return true;
        }

        /** Gives back all. Idempotent. */
        public void clear() {
            release(mine);
            mine = 0;
        }
    }
}
