package io.github.natcast.streamer.internal.transport.ice4j;

/**
 * Bytes that wait to be written to a connection: whole messages go in, or nothing; whatever is there comes out. Its
 * lock is held for a copy, never for a write. Thread-safe.
 */
final class ByteRing {
    private final byte[] bytes;
    private int head;
    private int count;
    private boolean closed;

    ByteRing(int capacity) {
        bytes = new byte[capacity];
    }

    /** Takes a message and so many zeros behind it; false when there is no room, or it is closed. */
    synchronized boolean offer(byte[] message, int offset, int length, int padding) {
        if (closed || bytes.length - count < length + padding) {
            return false;
        }
        int tail = (head + count) % bytes.length;
        int first = Math.min(length, bytes.length - tail);
        System.arraycopy(message, offset, bytes, tail, first);
        System.arraycopy(message, offset + first, bytes, 0, length - first);
        for (int i = 0; i < padding; i++) {
            bytes[(tail + length + i) % bytes.length] = 0;
        }
        count += length + padding;
        notifyAll();
        return true;
    }

    /** Waits until there is something, and moves as much as fits; -1 when it is closed. */
    synchronized int take(byte[] into) throws InterruptedException {
        while (count == 0 && !closed) {
            wait();
        }
        if (closed) {
            return -1;
        }
        int taken = Math.min(into.length, count);
        int first = Math.min(taken, bytes.length - head);
        System.arraycopy(bytes, head, into, 0, first);
        System.arraycopy(bytes, 0, into, first, taken - first);
        head = (head + taken) % bytes.length;
        count -= taken;
        return taken;
    }

    synchronized int waiting() {
        return count;
    }

    /** Idempotent. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
