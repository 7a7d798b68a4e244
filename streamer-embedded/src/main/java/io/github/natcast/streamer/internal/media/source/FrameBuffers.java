package io.github.natcast.streamer.internal.media.source;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Direct buffers that circulate between a source and the encoders; no more than a fixed number are out at once. Owned
 * by the source; thread-safe.
 */
public final class FrameBuffers {
    private final int most;
    private final Deque<ByteBuffer> free = new ArrayDeque<>();
    private int out;

    public FrameBuffers(int most) {
        this.most = most;
    }

    /**
     * A buffer of exactly that many bytes, with unknown content, for the caller to give back. Empty when too many are
     * out: then the encoders are behind, and the picture is better left out.
     */
    public synchronized Optional<ByteBuffer> take(int bytes) {
        if (out == most) {
            return Optional.empty();
        }
        ByteBuffer known = free.poll();
        ByteBuffer taken = known != null && known.capacity() == bytes ? known : ByteBuffer.allocateDirect(bytes);
        // Last: a buffer for which there was no memory is not out.
        out++;
        return Optional.of(taken);
    }

    public synchronized void giveBack(ByteBuffer buffer) {
        out--;
        free.push(buffer.clear());
    }
}
