package io.github.natcast.streamer.internal.transport.egress;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** A bound UDP socket whose datagrams the kernel cuts into segments. Confined to one thread. */
interface SegmentingSocket {

    /** What the kernel answers when it will not cut, for this remote address at least. */
    final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** From now on, what is longer than {@code bytes} is cut into packets of that length. */
    void segmentLength(int bytes) throws IOException;

    /**
     * Sends the first {@code length} bytes of a direct buffer, all or none; false when there is no room at the moment.
     *
     * @throws RefusedException when it might be taken packet by packet
     * @throws IOException when it would not be taken packet by packet either
     */
    boolean send(ByteBuffer buffer, int length, InetSocketAddress remote) throws IOException;

    void close();
}
