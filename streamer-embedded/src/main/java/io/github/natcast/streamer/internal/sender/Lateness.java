package io.github.natcast.streamer.internal.sender;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How late a sender thread came at most: to wake up, or to take a frame that was queued. The thread writes, without a
 * lock; another one takes the figure now and then, and may miss one that is written at that very moment.
 */
final class Lateness {
    private final AtomicLong most = new AtomicLong();
    /** When the thread meant to be awake; confined to it. */
    private long wakeAt;

    private boolean asleep;

    /** The thread is about to sleep until then, unless it is woken. */
    void sleepsUntil(long nanos) {
        wakeAt = nanos;
        asleep = true;
    }

    /** The thread runs. */
    void runs(long now) {
        if (asleep) {
            asleep = false;
            late(now - wakeAt);
        }
    }

    /** Something was due that long ago; negative when it is early. */
    void late(long nanos) {
        if (nanos > most.getPlain()) {
            most.lazySet(nanos);
        }
    }

    /** The most since the call before; 0 when nothing was late. Any thread. */
    long take() {
        return most.getAndSet(0);
    }
}
