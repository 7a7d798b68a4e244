package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.internal.limits.TokenBucket;
import io.github.natcast.streamer.signaling.WebSocketPeer;
import java.util.function.LongSupplier;

/**
 * The messages of one WebSocket that have arrived: how fast they may, and how many may wait to be processed. Beyond
 * that the socket is not read, so that TCP slows a flood down, or is to be closed where its server cannot stop reading.
 * Owned by its {@link WebSocketConnection}; thread-safe.
 */
final class Arrivals {
    /** With this many unprocessed messages the socket is no longer read. */
    private static final int MOST_WAITING = 64;

    /** No browser has so many candidates at once. */
    private static final int MOST_OF_UNSTOPPABLE = 256;

    private final WebSocketPeer peer;
    private final TokenBucket rate;
    private final LongSupplier nanoTime;

    // Guarded by this: reading resumes after it was suspended, never before.
    private int waiting;
    private boolean suspended;

    /** @param rate full at first; nobody else takes from it */
    Arrivals(WebSocketPeer peer, TokenBucket rate, LongSupplier nanoTime) {
        this.peer = peer;
        this.rate = rate;
        this.nanoTime = nanoTime;
    }

    /** Counts a message of whatever kind; false when they come too fast. */
    synchronized boolean isInTime() {
        return rate.take(nanoTime.getAsLong());
    }

    /** One more waits to be processed; false when there are too many. */
    synchronized boolean enter() {
        waiting++;
        if (waiting >= MOST_WAITING && !suspended) {
            suspended = peer.setReading(false);
        }
        return waiting < MOST_OF_UNSTOPPABLE;
    }

    synchronized void processed() {
        waiting--;
        if (waiting < MOST_WAITING / 2 && suspended) {
            suspended = false;
            peer.setReading(true);
        }
    }
}
