package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Spreads what exceeds a burst over the next ticks, so that a key frame does not overrun the buffers on its way, and
 * viewers get their shares in turn; sends to viewers whose path is narrow what their rate control allows by then.
 * Confined to the sender thread.
 */
final class Pacing {
    static final long TICK_NANOS = 2_000_000;

    /** 8 packets of 1200 bytes every 2 ms are 38 Mbit/s. */
    private static final int LEAST_PER_TICK = 8;

    /** A sixth leaves each tick: a frame of a hundred packets within 20 ms, one of a thousand within 50. */
    private static final int SHARE = 6;

    private final BiConsumer<ViewerSender, RuntimeException> onFailure;
    private final List<SendStream> streams = new ArrayList<>();
    private long nextTick;

    Pacing(BiConsumer<ViewerSender, RuntimeException> onFailure) {
        this.onFailure = onFailure;
    }

    boolean isIdle() {
        return streams.isEmpty();
    }

    /** Looks after the stream if packets of it wait, or padding is due. */
    void watch(SendStream stream, long now) {
        if (stream.paced || !stream.needsTicks(now)) {
            return;
        }
        if (streams.isEmpty()) {
            nextTick = now + TICK_NANOS;
        }
        stream.paced = true;
        streams.add(stream);
    }

    void forget(SendStream stream) {
        streams.remove(stream);
    }

    /** Sends every stream's share when a tick is due; returns how many streams had one. */
    int send(long now) {
        if (streams.isEmpty() || now - nextTick < 0) {
            return 0;
        }
        nextTick = now + TICK_NANOS;
        int served = streams.size();
        for (SendStream stream : streams) {
            MediaPath path = stream.sender.mediaPath();
            if (path != null) {
                try {
                    stream.tick(Math.max(LEAST_PER_TICK, stream.waitingPackets() / SHARE), path, now);
                } catch (RuntimeException e) {
                    onFailure.accept(stream.sender, e);
                }
            }
        }
        streams.removeIf(stream -> isDone(stream, now));
        return served;
    }

    private static boolean isDone(SendStream stream, long now) {
        stream.paced = stream.sender.isSending() && stream.needsTicks(now);
        return !stream.paced;
    }
}
