package io.github.natcast.streamer.internal.receive;

import org.jspecify.annotations.Nullable;

/**
 * Brings one stream's packets into their order, each once. Waits for nothing by itself: what is next is there as soon
 * as it came. Holds at most {@link #CAPACITY} packets. Confined to its stream's thread.
 */
final class PacketOrder {
    /** Two seconds at 20 Mbit/s; a power of two. */
    static final int CAPACITY = 4096;

    private final @Nullable ReceivedPacket[] waiting = new @Nullable ReceivedPacket[CAPACITY];
    private long next = -1;
    private int held;

    /** What becomes of a packet. */
    enum Arrival {
        /** It waits for its turn. */
        TAKEN,
        /** It came before, or its turn is over. */
        LATE,
        /** It is so far ahead that there is no place; {@link #restartAt} makes one. */
        TOO_FAR
    }

    Arrival add(ReceivedPacket packet) {
        if (next < 0) {
            next = packet.sequence();
        }
        if (packet.sequence() >= next + CAPACITY) {
            return Arrival.TOO_FAR;
        }
        if (packet.sequence() < next || waiting[slot(packet.sequence())] != null) {
            return Arrival.LATE;
        }
        waiting[slot(packet.sequence())] = packet;
        held++;
        return Arrival.TAKEN;
    }

    /** Takes the next packet out; null while it is missing. */
    @Nullable
    ReceivedPacket poll() {
        if (next < 0) {
            return null;
        }
        ReceivedPacket packet = waiting[slot(next)];
        if (packet != null) {
            waiting[slot(next)] = null;
            held--;
            next++;
        }
        return packet;
    }

    /** The sequence number whose turn it is; -1 before the first packet. */
    long next() {
        return next;
    }

    /** Whether packets wait for one that is missing. */
    boolean isBlocked() {
        return held > 0;
    }

    /** Gives up the missing packets before the next one that is here. Has effect while {@link #isBlocked}. */
    void skipMissing() {
        while (held > 0 && waiting[slot(next)] == null) {
            next++;
        }
    }

    /** Gives up everything before {@code sequence}, what is here as well. */
    void restartAt(long sequence) {
        for (int i = 0; held > 0 && i < CAPACITY; i++) {
            held -= waiting[i] == null ? 0 : 1;
            waiting[i] = null;
        }
        next = sequence;
    }

    private static int slot(long sequence) {
        return (int) (sequence & CAPACITY - 1);
    }
}
