package io.github.natcast.streamer.servlet;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The frames that wait to be sent, one under way at a time: a container may refuse a message while it sends another.
 * Thread-safe; sends on whatever thread calls it, without a lock.
 */
final class Outbox {
    /** More than a client may ask at once, each of which has an answer; who leaves these unread reads nothing. */
    static final int MAXIMUM_WAITING = 512;

    private static final int MAXIMUM_CHARACTERS = 256 << 10;

    /** Begins to send; runs the second argument's task once that is done, and never if it fails. */
    interface Frame {
        void send(Runnable done);
    }

    private record Entry(Frame frame, int characters) {}

    private final Queue<Entry> waiting = new ArrayDeque<>();
    private boolean sending;
    private boolean closed;
    private int characters;

    /** Whether the client keeps up. */
    synchronized boolean isWritable() {
        return !closed && waiting.size() < MAXIMUM_WAITING && characters < MAXIMUM_CHARACTERS;
    }

    /** Whether everything has been sent. */
    synchronized boolean isIdle() {
        return !sending && waiting.isEmpty();
    }

    /** Sends the frame after those before it; drops it when the outbox is closed. */
    void add(Frame frame, int size) {
        enter(new Entry(frame, size), false);
    }

    /** Sends the frame after those before it, and takes no further ones. */
    void addLast(Frame frame) {
        enter(new Entry(frame, 0), true);
    }

    private void enter(Entry entry, boolean last) {
        synchronized (this) {
            if (closed) {
                return;
            }
            waiting.add(entry);
            characters += entry.characters();
            closed = last;
        }
        next();
    }

    /** Drops what waits, and takes nothing any more. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        characters = 0;
    }

    private void next() {
        Entry entry;
        synchronized (this) {
            if (sending || waiting.isEmpty()) {
                return;
            }
            sending = true;
            entry = waiting.remove();
        }
        entry.frame().send(() -> sent(entry));
    }

    private void sent(Entry entry) {
        synchronized (this) {
            sending = false;
            characters = Math.max(0, characters - entry.characters());
        }
        next();
    }
}
