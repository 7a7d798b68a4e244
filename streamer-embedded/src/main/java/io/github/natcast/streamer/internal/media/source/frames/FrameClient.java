package io.github.natcast.streamer.internal.media.source.frames;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** The connection of the client that delivers. Confined to the server's thread. */
final class FrameClient implements Closeable {
    /** More bytes than a Unix socket holds: then the thread looks at what else there is to do. */
    private static final int READS_AT_A_TIME = 16;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final FrameParser parser;
    private long heardNanos;
    /** What it was told last; null before the greeting. */
    private @Nullable FrameReply told;

    private @Nullable ByteBuffer unsent;

    FrameClient(SocketChannel channel, SelectionKey key, FrameParser parser, long now) {
        this.channel = channel;
        this.key = key;
        this.parser = parser;
        heardNanos = now;
    }

    SelectionKey key() {
        return key;
    }

    /** When it was connected, or last sent something. */
    long heardNanos() {
        return heardNanos;
    }

    /** Whether it has gone in the middle of a frame, if it has gone. */
    boolean isWithinFrame() {
        return parser.isWithinFrame();
    }

    /**
     * Takes what has come, but not without end.
     *
     * @return false when it has gone
     */
    boolean read(long now) throws IOException, FrameSocketException {
        for (int i = 0; i < READS_AT_A_TIME; i++) {
            int bytes = channel.read(parser.target());
            if (bytes <= 0) {
                return bytes == 0;
            }
            heardNanos = now;
            parser.advance();
        }
        return true;
    }

    /** Tells it whether pictures are wanted, unless it knows. It need not listen: the newest state is kept for it. */
    void tell(boolean wanted) throws IOException {
        FrameReply reply = wanted ? FrameReply.WANTED : FrameReply.NOT_WANTED;
        if (unsent != null) {
            channel.write(unsent);
        }
        if ((unsent == null || !unsent.hasRemaining()) && told != reply) {
            told = reply;
            unsent = reply.bytes("");
            channel.write(unsent);
        }
        boolean complete = unsent == null || !unsent.hasRemaining();
        key.interestOps(complete ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    /** Says why, in words, and closes the connection. */
    void dismiss(FrameReply reply, String why) {
        if (unsent == null || !unsent.hasRemaining()) {
            dismiss(channel, reply, why);
        }
        close();
    }

    /** As above, for a connection that never delivered. */
    static void dismiss(SocketChannel channel, FrameReply reply, String why) {
        try (channel) {
            // Does not block, and there is room for it unless the client never listens.
            channel.write(reply.bytes(why));
            channel.shutdownOutput();
        } catch (IOException gone) {
            // It does not hear it.
        }
    }

    @Override
    public void close() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException gone) {
            // It is closed all the same.
        }
    }
}
