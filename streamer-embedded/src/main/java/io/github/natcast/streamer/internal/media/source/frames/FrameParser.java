package io.github.natcast.streamer.internal.media.source.frames;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into frames, without copying: it says where the next bytes belong. Confined to the thread that
 * reads the stream.
 *
 * <pre>{@code
 * while (channel.read(parser.target()) > 0) {
 *     parser.advance();
 * }
 * }</pre>
 */
final class FrameParser {

    /** Has the buffers, and takes the frames. */
    interface Receiver {
        /**
         * The header of a frame has come.
         *
         * @return a buffer for the rest, with exactly {@link FrameHeader#length()} bytes remaining
         * @throws FrameSocketException when there is none
         */
        ByteBuffer room(FrameHeader header) throws FrameSocketException;

        /** The frame is complete: the buffer that was given for it is full, and ready to be read. */
        void complete(FrameHeader header, ByteBuffer content);
    }

    private final Receiver receiver;
    private final ByteBuffer headerBytes =
            ByteBuffer.allocateDirect(FrameHeader.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    /** Null while a header is awaited. */
    private @Nullable FrameHeader header;

    private ByteBuffer target = headerBytes;

    FrameParser(Receiver receiver) {
        this.receiver = receiver;
    }

    /** Where the next bytes are to be put; has room for at least one. */
    ByteBuffer target() {
        return target;
    }

    /**
     * Looks at the bytes that were put into {@link #target()}. Of no use after it has thrown.
     *
     * @throws FrameSocketException when they are no frame
     */
    void advance() throws FrameSocketException {
        if (target.hasRemaining()) {
            return;
        }
        if (header == null) {
            FrameHeader read = FrameHeader.read(headerBytes.flip());
            target = receiver.room(read);
            header = read;
        } else {
            FrameHeader complete = header;
            ByteBuffer content = target.flip();
            header = null;
            target = headerBytes.clear();
            receiver.complete(complete, content);
        }
    }

    /** Whether the stream would end in the middle of a frame if it ended now. */
    boolean isWithinFrame() {
        return header != null || target.position() > 0;
    }
}
