package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import org.jspecify.annotations.Nullable;

/**
 * One broadcast's frames of the last moments, so that any of its viewers can be sent a packet again. Holds references
 * to what all viewers share: nothing is copied. Confined to a sender thread; owned by the broadcast's
 * {@link Subscribers} there.
 */
final class FrameHistory {
    /** More than two seconds at 120 frames per second; a power of two. */
    private static final int CAPACITY = 256;

    private final long historyNanos;
    private final @Nullable PacketizedFrame[] frames = new PacketizedFrame[CAPACITY];
    private final long[] addedNanos = new long[CAPACITY];
    private int oldest;
    private int next;

    FrameHistory(long historyNanos) {
        this.historyNanos = historyNanos;
    }

    /** Keeps a frame, and forgets those that have become too old. */
    KeptFrame add(PacketizedFrame frame, long now) {
        while (oldest != next && (next - oldest == CAPACITY || now - addedNanos[slot(oldest)] > historyNanos)) {
            frames[slot(oldest++)] = null;
        }
        frames[slot(next)] = frame;
        addedNanos[slot(next)] = now;
        return new KeptFrame(frame, next++);
    }

    /** Null when it is no longer kept. */
    @Nullable
    PacketizedFrame get(int id) {
        return keeps(id) ? frames[slot(id)] : null;
    }

    boolean keeps(int id) {
        return id - oldest >= 0 && id - next < 0;
    }

    private static int slot(int id) {
        return id & (CAPACITY - 1);
    }
}
