package io.github.natcast.streamer.internal.transport.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/**
 * Hands datagrams from the receive thread to a handshake. The receive thread never waits: a packet that does not fit is
 * lost, and DTLS sends it again. Thread-safe.
 */
final class PacketQueue implements DatagramTransport {
    private static final int CAPACITY = 64;
    private static final int RECEIVE_LIMIT = 2048;

    /** Fits every path, with the headers of IPv6, UDP and a tunnel around it. */
    private static final int SEND_LIMIT = 1200;

    /** Wakes a waiting reader once the queue is closed. */
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> packets = new ArrayBlockingQueue<>(CAPACITY);
    private final DtlsConnection.Output output;
    private volatile boolean waits = true;
    private volatile boolean closed;

    PacketQueue(DtlsConnection.Output output) {
        this.output = output;
    }

    /** Copies the packet. */
    void add(byte[] buffer, int offset, int length) {
        packets.offer(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    boolean waits() {
        return waits;
    }

    /** From now on an empty queue ends the reader's turn instead of making it wait. */
    void stopWaiting() {
        waits = false;
    }

    /** Ends a waiting handshake. */
    void abort() {
        closed = true;
        packets.clear();
        packets.offer(END);
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        byte[] packet = next(waitMillis);
        if (closed) {
            throw new IOException("closed");
        }
        if (packet == null) {
            return -1;
        }
        int copied = Math.min(length, packet.length);
        System.arraycopy(packet, 0, buffer, offset, copied);
        return copied;
    }

    private byte @Nullable [] next(int waitMillis) throws InterruptedIOException {
        byte @Nullable [] packet = packets.poll();
        if (packet != null) {
            return packet;
        }
        if (!waits) {
            // bctls passes this exception on, instead of trying again until the timeout.
            throw new InterruptedIOException("no more packets");
        }
        try {
            return packets.poll(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        output.send(buffer, offset, length);
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_LIMIT;
    }

    @Override
    public int getSendLimit() {
        return SEND_LIMIT;
    }

    /** bctls calls this at the end of a connection; the sockets are not ours to close. */
    @Override
    public void close() {}
}
