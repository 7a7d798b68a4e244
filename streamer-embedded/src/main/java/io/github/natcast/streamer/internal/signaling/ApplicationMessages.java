package io.github.natcast.streamer.internal.signaling;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program's messages of one WebSocket, both ways: how many may come, and how many may wait for a client that reads
 * slowly. {@link #arrived} is confined to the thread that reads the socket; the rest is thread-safe.
 */
final class ApplicationMessages {
    private static final Logger LOGGER = LoggerFactory.getLogger(ApplicationMessages.class);

    /** So many characters of the program's messages may wait; more are turned away. */
    static final int ROOM = 128 << 10;

    /** So many of signalling's own may wait behind them; more close the socket. */
    static final int OWN_ROOM = 128 << 10;

    /** A socket says that it takes more only some time after it has taken the last. */
    private static final long GRACE_NANOS = 1_000_000_000;

    private static final Problem FAILED =
            new Problem(500, "message_failed", "The program failed on this message; its log says why.");

    private final LongSupplier nanoTime;
    private final MessageRate rate;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger waitingOwn = new AtomicInteger();
    private volatile long leftAt;

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    ApplicationMessages(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        rate = new MessageRate(nanoTime);
        leftAt = nanoTime.getAsLong() - GRACE_NANOS;
    }

    MessageRate.Verdict arrived() {
        return rate.next();
    }

    /**
     * Hands a message to the program. On a worker thread; the program may take its time, for which nothing more of this
     * socket is processed, and in the end nothing more is read.
     *
     * @return what the client is told; empty when the program took the message
     */
    static Optional<Problem> deliver(SignaledViewer viewer, ClientMessage.Application message) {
        try {
            return viewer.message(message.type(), message.json())
                    ? Optional.empty()
                    : Optional.of(MessageReader.unknownType(message.type()));
        } catch (RuntimeException e) {
            LOGGER.error("the program failed on a message of type {}", Problem.excerpt(message.type()), e);
            return Optional.of(FAILED);
        }
    }

    /** Takes room for one of the program's messages, until {@link #left}; false when too much waits already. */
    boolean enter(String message) {
        if (waiting.addAndGet(message.length()) <= ROOM) {
            return true;
        }
        left(message);
        return false;
    }

    /** The message was handed to the socket, or to nobody. */
    void left(String message) {
        leftAt = nanoTime.getAsLong();
        waiting.addAndGet(-message.length());
    }

    /**
     * Takes room for one of signalling's own messages, until {@link #ownLeft}. False when the client reads nothing: a
     * queue that is full of the program's messages does not mean that.
     *
     * @param writable whether the socket takes more at once
     */
    boolean enterOwn(String message, boolean writable) {
        int own = waitingOwn.addAndGet(message.length());
        boolean mayBeTheProgram = waiting.get() > 0 || nanoTime.getAsLong() - leftAt < GRACE_NANOS;
        if (writable || (mayBeTheProgram && own <= OWN_ROOM)) {
            return true;
        }
        ownLeft(message);
        return false;
    }

    void ownLeft(String message) {
        waitingOwn.addAndGet(-message.length());
    }
}
