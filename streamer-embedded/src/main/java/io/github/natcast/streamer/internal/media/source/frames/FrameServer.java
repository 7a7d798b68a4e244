package io.github.natcast.streamer.internal.media.source.frames;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.internal.Threads;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens, and hands over what one client at a time delivers. A second client takes the place of the first when that
 * has sent nothing for two seconds, which is when the standby shows; otherwise it is told to try again. One daemon
 * thread owns everything; {@link #wantedChanged()} and {@link #close()} are thread-safe.
 */
final class FrameServer implements Closeable {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.natcast.streamer.Streamer");
    static final long SILENT_NANOS = 2_000_000_000L;

    private final String name;
    private final FrameListener listener;
    private final Selector selector;
    private final FrameIntake intake;
    private final BooleanSupplier wanted;
    private final LongSupplier clock;
    private final Consumer<Throwable> failed;
    private final Thread thread;
    private @Nullable FrameClient client;
    private volatile boolean closed;
    private volatile boolean hasFailed;
    /** Of the last client that was refused: one that tries again and again fills no log. */
    private String lastComplaint = "";

    /**
     * Listens from now on.
     *
     * @param sink is called on the server's thread
     * @param wanted whether pictures are wanted now; asked on the server's thread
     * @param clock {@link System#nanoTime()}
     * @param failed the server has ended by itself; called on its thread
     */
    FrameServer(
            String name,
            FrameEndpoint endpoint,
            MediaSink sink,
            BooleanSupplier wanted,
            LongSupplier clock,
            Consumer<Throwable> failed)
            throws IOException {
        this.name = name;
        this.wanted = wanted;
        this.clock = clock;
        this.failed = failed;
        listener = FrameListener.open(endpoint);
        try {
            selector = Selector.open();
            listener.channel().register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        intake = new FrameIntake(sink, clock, selector::wakeup);
        thread = Threads.daemon("natcast-source " + name, this::run);
        thread.start();
    }

    SocketAddress address() throws IOException {
        return listener.address();
    }

    /** Whether it has ended by itself. */
    boolean hasFailed() {
        return hasFailed;
    }

    /** Makes the client know soon. Does not block. */
    void wantedChanged() {
        selector.wakeup();
    }

    private void run() {
        Throwable why = null;
        try {
            while (!closed) {
                selector.select(this::attend);
                intake.deliverWaiting();
                // A client whose source is being closed hears that alone.
                if (!closed) {
                    greet();
                }
            }
        } catch (UncheckedIOException e) {
            why = e.getCause();
        } catch (IOException | RuntimeException | Error e) {
            why = e;
        }
        try {
            dismiss(FrameReply.BUSY, "the source is being closed");
        } catch (RuntimeException | Error bug) {
            why = why == null ? bug : why;
        } finally {
            release();
            // Last: whoever is told may listen on the same endpoint at once.
            if (why != null && !closed) {
                hasFailed = true;
                failed.accept(why);
            }
        }
    }

    private void release() {
        try (selector) {
            listener.close();
        } catch (IOException e) {
            LOGGER.warn("source {}: its socket cannot be closed: {}", name, e.toString());
        }
    }

    private void attend(SelectionKey key) {
        FrameClient current = client;
        // One that was dismissed a moment ago may still be among those that are ready.
        if (!key.isValid()) {
            return;
        }
        if (key.isAcceptable()) {
            accept();
        } else if (current != null && current.key() == key && key.isReadable()) {
            read(current);
        }
    }

    private void accept() {
        SocketChannel channel;
        try {
            channel = listener.channel().accept();
        } catch (IOException e) {
            // Such as too many open files: the client stays in the queue, and asking again at once would not end.
            throw new UncheckedIOException(e);
        }
        if (channel == null) {
            return;
        }
        try {
            channel.configureBlocking(false);
            admit(channel);
        } catch (IOException gone) {
            FrameClient.dismiss(channel, FrameReply.BUSY, "try again");
        }
    }

    private void admit(SocketChannel channel) throws IOException {
        FrameClient current = client;
        if (current != null) {
            if (clock.getAsLong() - current.heardNanos() < SILENT_NANOS) {
                FrameClient.dismiss(
                        channel,
                        FrameReply.BUSY,
                        "another client delivers; its place is free when it has gone, or has"
                                + " sent nothing for two seconds");
                complain("a second client was sent away, since the first one delivers");
                return;
            }
            dismiss(FrameReply.BUSY, "another client has come, and this one has sent nothing for two seconds");
        }
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        client = new FrameClient(channel, key, new FrameParser(intake), clock.getAsLong());
        LOGGER.info("source {}: a client has come", name);
    }

    private void read(FrameClient from) {
        try {
            if (!from.read(clock.getAsLong())) {
                leave(from.isWithinFrame() ? " in the middle of a frame" : "");
            }
        } catch (FrameSocketException wrong) {
            complain("a client was refused: " + wrong.getMessage());
            dismiss(FrameReply.REFUSED, String.valueOf(wrong.getMessage()));
        } catch (IOException gone) {
            leave(" (" + gone.getMessage() + ")");
        }
    }

    private void greet() {
        FrameClient current = client;
        if (current != null) {
            try {
                current.tell(wanted.getAsBoolean());
            } catch (IOException gone) {
                leave(" (" + gone.getMessage() + ")");
            }
        }
    }

    private void leave(String how) {
        LOGGER.info(
                "source {}: its client has gone{}; pictures it sent: {}, of which newer ones replaced {}",
                name,
                how,
                intake.pictures(),
                intake.dropped());
        FrameClient gone = client;
        if (gone != null) {
            gone.close();
        }
        forget();
    }

    private void dismiss(FrameReply reply, String why) {
        FrameClient dismissed = client;
        if (dismissed != null) {
            dismissed.dismiss(reply, why);
            forget();
        }
    }

    private void forget() {
        client = null;
        intake.abandon();
    }

    private void complain(String what) {
        if (!what.equals(lastComplaint)) {
            lastComplaint = what;
            LOGGER.warn("source {}: {}", name, what);
        }
    }

    /** The sink is not called again after it returns. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        Threads.joinUninterruptibly(thread);
    }
}
