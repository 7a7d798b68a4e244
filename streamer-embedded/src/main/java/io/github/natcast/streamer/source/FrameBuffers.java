package io.github.natcast.streamer.source;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A fixed number of equal direct buffers that go round between a source and the encoders. Thread-safe. */
final class FrameBuffers {
    private final BlockingQueue<ByteBuffer> free;

    FrameBuffers(int count, int bytes) {
        free = new ArrayBlockingQueue<>(count);
        for (int i = 0; i < count; i++) {
            free.add(ByteBuffer.allocateDirect(bytes));
        }
    }

    /** Empty when all are in use: then the encoders are behind, and the picture is better left out. */
    Optional<ByteBuffer> take() {
        return Optional.ofNullable(free.poll());
    }

    void giveBack(ByteBuffer buffer) {
        free.add(buffer.clear());
    }
}
