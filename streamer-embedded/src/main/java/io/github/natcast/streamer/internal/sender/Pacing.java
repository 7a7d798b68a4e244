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

    private final BiConsumer<ViewerSender, RuntimeException> onFailure;
    private final List<SenderLoop.Subscriber> subscribers = new ArrayList<>();
    private long nextTick;

    Pacing(BiConsumer<ViewerSender, RuntimeException> onFailure) {
        this.onFailure = onFailure;
    }

    boolean isIdle() {
        return subscribers.isEmpty();
    }

    /** Looks after the subscriber's stream if packets of it wait. */
    void watch(SenderLoop.Subscriber subscriber, long now) {
        if (subscriber.stream().waitingPackets() == 0 || subscriber.stream().paced) {
            return;
        }
        if (subscribers.isEmpty()) {
            nextTick = now + TICK_NANOS;
        }
        subscriber.stream().paced = true;
        subscribers.add(subscriber);
    }

    void forget(SendStream stream) {
        subscribers.removeIf(subscriber -> subscriber.stream() == stream);
    }

    /** Sends every stream's share when a tick is due; returns how many streams had one. */
    int send(long now) {
        if (subscribers.isEmpty() || now - nextTick < 0) {
            return 0;
        }
        nextTick = now + TICK_NANOS;
        int served = subscribers.size();
        for (SenderLoop.Subscriber subscriber : subscribers) {
            MediaPath path = subscriber.sender().currentPath();
            if (path != null && subscriber.sender().isSending()) {
                try {
                    int share = Math.max(LEAST_PER_TICK, subscriber.stream().waitingPackets() / SHARE);
                    subscriber.stream().sendWaiting(share, path, now);
                } catch (RuntimeException e) {
                    onFailure.accept(subscriber.sender(), e);
                }
            }
        }
        subscribers.removeIf(this::isDone);
        return served;
    }

    private boolean isDone(SenderLoop.Subscriber subscriber) {
        subscriber.stream().paced =
                subscriber.stream().waitingPackets() > 0 && subscriber.sender().isSending();
        return !subscriber.stream().paced;
    }
}
