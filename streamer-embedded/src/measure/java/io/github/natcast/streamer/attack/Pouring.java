package io.github.natcast.streamer.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection that writes as much as the server takes, and never reads. Opened anew when the server has closed it.
 * Confined to one thread.
 */
final class Pouring implements AutoCloseable {
    /** So small that the server's answers pile up on its side. */
    private static final int RECEIVE_BUFFER = 4096;

    private static final int CONNECT_MILLIS = 1_000;
    private static final long AGAIN_NANOS = 100_000_000;

    private final InetAddress from;
    private final InetSocketAddress server;
    private final Tally tally;
    private final ByteBuffer greeting;
    private final ByteBuffer repeated;
    private final boolean answersGreeting;
    private final long most;
    private @Nullable SocketChannel channel;
    private boolean answered;
    private long written;
    private long notBeforeNanos = System.nanoTime();

    /**
     * @param greeting its answer is waited for when it is a WebSocket's; empty for none
     * @param most bytes of what is repeated that one connection writes
     */
    Pouring(InetAddress from, InetSocketAddress server, Tally tally, byte[] greeting, byte[] repeated, long most) {
        this.answersGreeting = greeting.length > 0 && greeting[0] == 'G'; // not a POST's head
        this.from = from;
        this.server = server;
        this.tally = tally;
        this.greeting = ByteBuffer.wrap(greeting);
        this.repeated = ByteBuffer.wrap(repeated);
        this.most = most;
    }

    /** Many of something, for one write. */
    static byte[] many(byte[] one, int bytes) {
        int count = Math.max(1, bytes / one.length);
        byte[] all = new byte[count * one.length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(one, 0, all, i * one.length, one.length);
        }
        return Arrays.copyOf(all, all.length);
    }

    /** Writes what goes at once; returns false when nothing did. */
    boolean pour() {
        try {
            if (channel == null) {
                if (System.nanoTime() < notBeforeNanos) {
                    return false;
                }
                open();
            }
            SocketChannel to = Objects.requireNonNull(channel);
            if (greeting.hasRemaining()) {
                to.write(greeting);
                return !greeting.hasRemaining();
            }
            if (answersGreeting && !isAnswered(to)) {
                return false;
            }
            if (written >= most) {
                return false;
            }
            if (!repeated.hasRemaining()) {
                repeated.rewind();
            }
            int limit = repeated.limit();
            repeated.limit((int) Math.min(limit, repeated.position() + most - written));
            int now = to.write(repeated);
            repeated.limit(limit);
            written += now;
            tally.add("bytes written", now);
            return now > 0;
        } catch (IOException closed) {
            tally.count("closed by the server");
            forget();
            return false;
        }
    }

    /** Nothing is read after this. */
    private boolean isAnswered(SocketChannel to) throws IOException {
        if (!answered) {
            int read = to.read(ByteBuffer.allocate(RECEIVE_BUFFER));
            if (read < 0) {
                throw new IOException("closed");
            }
            answered = read > 0;
        }
        return answered;
    }

    private void open() throws IOException {
        SocketChannel opened = SocketChannel.open();
        try {
            opened.socket().setReceiveBufferSize(RECEIVE_BUFFER);
            opened.bind(new InetSocketAddress(from, 0));
            opened.socket().connect(server, CONNECT_MILLIS);
            opened.configureBlocking(false);
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        channel = opened;
        greeting.rewind();
        repeated.rewind();
        answered = false;
        written = 0;
    }

    private void forget() {
        notBeforeNanos = System.nanoTime() + AGAIN_NANOS;
        try {
            close();
        } catch (IOException e) {
            tally.count("not closed");
        }
        channel = null;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
