package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rtcp.GenericNack;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * NACKs on their way to the sender thread, where the streams answer them. {@link #offer} is thread-safe;
 * {@link #retransmit} is confined to the sender thread.
 */
final class NackQueue {
    private static final int CAPACITY = 1024;

    /** NACKs of one viewer that may wait, so that a flood of them does not crowd out those of other viewers. */
    private static final int MAXIMUM_PER_VIEWER = 8;

    private record Entry(SendStream stream, GenericNack nack) {}

    private final MpscQueue<Entry> queue = new MpscQueue<>(CAPACITY);
    private final BiConsumer<ViewerSender, RuntimeException> onFailure;

    NackQueue(BiConsumer<ViewerSender, RuntimeException> onFailure) {
        this.onFailure = onFailure;
    }

    /** Returns false, and drops the NACK, when too many of this viewer wait, or of all viewers. */
    boolean offer(SendStream stream, GenericNack nack) {
        AtomicInteger waiting = stream.sender.waitingNacks;
        if (waiting.get() >= MAXIMUM_PER_VIEWER) {
            return false;
        }
        waiting.incrementAndGet();
        boolean taken = queue.offer(new Entry(stream, nack));
        if (!taken) {
            waiting.decrementAndGet();
        }
        return taken;
    }

    /** Answers up to {@code atMost} NACKs; returns how many. */
    int retransmit(int atMost, long now) {
        int answered = 0;
        for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
            retransmit(entry.stream, entry.nack, now);
            if (++answered == atMost) {
                break;
            }
        }
        return answered;
    }

    private void retransmit(SendStream stream, GenericNack nack, long now) {
        stream.sender.waitingNacks.decrementAndGet();
        MediaPath path = stream.sender.mediaPath();
        if (path == null) {
            return;
        }
        try {
            stream.retransmit(nack, path, now);
        } catch (RuntimeException e) {
            onFailure.accept(stream.sender, e);
        }
    }
}
