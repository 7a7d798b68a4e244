package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.internal.sender.Broadcast;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A broadcast's one subscription to its encoding, shared by any number of viewers: the first viewer opens it, the last
 * one closes it. Owns the subscription; thread-safe.
 */
public final class CountedSubscription {
    private final Broadcast broadcast;
    private final Supplier<Runnable> open;
    private Runnable end = () -> {};
    private int viewers;

    /** @param open subscribes the broadcast to its encoding; what it returns ends that */
    CountedSubscription(Broadcast broadcast, Supplier<Runnable> open) {
        this.broadcast = broadcast;
        this.open = open;
    }

    synchronized Subscription subscribe() {
        if (viewers == 0) {
            end = open.get();
        }
        viewers++;
        return new Subscription(this);
    }

    private synchronized void unsubscribe() {
        if (--viewers == 0) {
            end.run();
        }
    }

    /** Viewers that are subscribed now. */
    synchronized int viewers() {
        return viewers;
    }

    /** One viewer's share. Thread-safe. */
    public static final class Subscription implements AutoCloseable {
        private final CountedSubscription shared;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Subscription(CountedSubscription shared) {
            this.shared = shared;
        }

        public Broadcast broadcast() {
            return shared.broadcast;
        }

        /** Idempotent. */
        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                shared.unsubscribe();
            }
        }
    }
}
