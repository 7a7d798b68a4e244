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

    /** What may wait before the program's messages are turned away, and before the socket is closed; in characters. */
    static final int ROOM = 128 << 10;

    static final int ROOM_IN_ALL = 256 << 10;

    private static final Problem FAILED =
            new Problem(500, "message_failed", "The program failed on this message; its log says why.");

    private final MessageRate rate;
    private final AtomicInteger waiting = new AtomicInteger();

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    ApplicationMessages(LongSupplier nanoTime) {
        rate = new MessageRate(nanoTime);
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
        return enter(message, ROOM);
    }

    /** The same for one of signalling's own messages. */
    boolean enterOwn(String message) {
        return enter(message, ROOM_IN_ALL);
    }

    private boolean enter(String message, int room) {
        if (waiting.addAndGet(message.length()) <= room) {
            return true;
        }
        left(message);
        return false;
    }

    /** The message was handed to the socket, or to nobody. */
    void left(String message) {
        waiting.addAndGet(-message.length());
    }
}
