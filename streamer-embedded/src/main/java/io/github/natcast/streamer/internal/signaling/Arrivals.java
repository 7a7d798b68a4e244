package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.internal.limits.MemoryBudget;
import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.SharedLimits;
import io.github.natcast.streamer.internal.limits.TokenBucket;
import io.github.natcast.streamer.signaling.WebSocketPeer;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The messages of one WebSocket that have arrived: how fast they may, and how many may wait to be processed, which
 * counts as unfinished. Beyond that the socket is not read, so that TCP slows a flood down, or is to be closed where
 * its server cannot stop reading. Owned by its {@link WebSocketConnection}; thread-safe.
 */
final class Arrivals {
    /** With this many unprocessed messages the socket is no longer read. */
    private static final int MOST_WAITING = 64;

    /** No browser has so many candidates at once. */
    private static final int MOST_OF_UNSTOPPABLE = 256;

    /** No character takes more on the heap. */
    private static final int BYTES_OF_CHARACTER = Character.BYTES;

    private final WebSocketPeer peer;
    private final TokenBucket rate;
    private final LongSupplier nanoTime;

    // Guarded by this: reading resumes after it was suspended, never before.
    private final MemoryBudget.Share held;
    private long waitingBytes;
    private int waiting;
    private boolean suspended;

    /** Why a socket is closed that sends too much (RFC 6455 §7.4.1, and the registry of RFC 6455 §11.7). */
    enum Excess {
        TOO_FAST(Refusal.MESSAGE_RATE, 1008, "too many messages at once"),
        TOO_MUCH(Refusal.UNFINISHED_MEMORY, 1013, "too many messages wait to be processed; try again later");

        final Refusal refusal;
        final int status;
        final String reason;

        Excess(Refusal refusal, int status, String reason) {
            this.refusal = refusal;
            this.status = status;
            this.reason = reason;
        }
    }

    Arrivals(WebSocketPeer peer, SharedLimits limits) {
        this.peer = peer;
        this.rate = limits.messageRate();
        this.nanoTime = limits.nanoTime();
        this.held = limits.unfinished().share();
    }

    /** Counts a message of whatever kind; false when they come too fast. */
    synchronized boolean isInTime() {
        return rate.take(nanoTime.getAsLong());
    }

    /** One more of so many characters waits to be processed, if that is empty; otherwise why it must not. */
    synchronized Optional<Excess> enter(int characters) {
        if (waiting + 1 >= MOST_OF_UNSTOPPABLE) {
            return Optional.of(Excess.TOO_FAST);
        }
        long bytes = (long) characters * BYTES_OF_CHARACTER;
        if (!held.hold(waitingBytes + bytes)) {
            return Optional.of(Excess.TOO_MUCH);
        }
        waitingBytes += bytes;
        waiting++;
        if (waiting >= MOST_WAITING && !suspended) {
            suspended = peer.setReading(false);
        }
        return Optional.empty();
    }

    /** One that entered with so many characters waits no longer. */
    synchronized void processed(int characters) {
        waitingBytes -= (long) characters * BYTES_OF_CHARACTER;
        held.hold(waitingBytes);
        waiting--;
        if (waiting < MOST_WAITING / 2 && suspended) {
            suspended = false;
            peer.setReading(true);
        }
    }
}
