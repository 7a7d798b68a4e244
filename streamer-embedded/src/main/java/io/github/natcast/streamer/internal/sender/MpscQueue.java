package io.github.natcast.streamer.internal.sender;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue for many producers and one consumer, without locks and, after construction, without allocation.
 * {@link #offer} is thread-safe; {@link #poll} is confined to the consumer.
 */
final class MpscQueue<E> {
    private final AtomicReferenceArray<@Nullable E> slots;
    private final int mask;
    private final AtomicLong tail = new AtomicLong();
    private final AtomicLong head = new AtomicLong();

    /** {@code capacity} is a power of two. */
    MpscQueue(int capacity) {
        slots = new AtomicReferenceArray<>(capacity);
        mask = capacity - 1;
    }

    /** Returns false when the queue is full. */
    boolean offer(E element) {
        long position;
        do {
            position = tail.get();
            if (position - head.get() > mask) {
                return false;
            }
        } while (!tail.compareAndSet(position, position + 1));
        slots.set((int) position & mask, element);
        return true;
    }

    /** Returns null when the queue is empty, or when a producer has taken the next place but not yet filled it. */
    @Nullable
    E poll() {
        int slot = (int) head.get() & mask;
        E element = slots.get(slot);
        if (element != null) {
            slots.setPlain(slot, null);
            // Frees the place: a producer writes to the slot only after it has seen this.
            head.set(head.get() + 1);
        }
        return element;
    }
}
