package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Spreads what is more than a burst over the next ticks, so that a key frame does not overrun the buffers on its way,
 * and viewers get their shares in turn. Confined to the sender thread.
 */
final class Pacing {
    static final long TICK_NANOS = 2_000_000;

    /** At least: 8 packets of 1200 bytes each 2 ms are 38 Mbit/s. */
    private static final int LEAST_PER_TICK = 8;

    /** A sixth each tick: a frame of a hundred packets is gone within 20 ms, one of a thousand within 50. */
    private static final int SHARE = 6;

    private final BiConsumer<Outbound, RuntimeException> onFailure;
    private final List<Shard.Seat> seats = new ArrayList<>();
    private long nextTick;

    Pacing(BiConsumer<Outbound, RuntimeException> onFailure) {
        this.onFailure = onFailure;
    }

    boolean isIdle() {
        return seats.isEmpty();
    }

    /** Looks after the seat's stream if packets of it wait. */
    void watch(Shard.Seat seat, long now) {
        if (seat.stream().waitingPackets() == 0 || seat.stream().paced) {
            return;
        }
        if (seats.isEmpty()) {
            nextTick = now + TICK_NANOS;
        }
        seat.stream().paced = true;
        seats.add(seat);
    }

    void forget(OutboundStream stream) {
        seats.removeIf(seat -> seat.stream() == stream);
    }

    /** Sends every stream's share when a tick is due; returns how many streams had one. */
    int send(long now) {
        if (seats.isEmpty() || now - nextTick < 0) {
            return 0;
        }
        nextTick = now + TICK_NANOS;
        int served = seats.size();
        for (Shard.Seat seat : seats) {
            MediaPath path = seat.outbound().currentPath();
            if (path != null && seat.outbound().isSending()) {
                try {
                    int share = Math.max(LEAST_PER_TICK, seat.stream().waitingPackets() / SHARE);
                    seat.stream().sendWaiting(share, path, now);
                } catch (RuntimeException e) {
                    onFailure.accept(seat.outbound(), e);
                }
            }
        }
        seats.removeIf(this::isDone);
        return served;
    }

    private boolean isDone(Shard.Seat seat) {
        seat.stream().paced =
                seat.stream().waitingPackets() > 0 && seat.outbound().isSending();
        return !seat.stream().paced;
    }
}
