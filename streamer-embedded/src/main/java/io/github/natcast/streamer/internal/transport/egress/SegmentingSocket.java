package io.github.natcast.streamer.internal.transport.egress;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** A bound UDP socket whose datagrams the kernel cuts into segments. Confined to one thread. */
interface SegmentingSocket {

    /** The kernel will not cut, at least for this remote address. */
    final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Has datagrams longer than {@code bytes} cut into packets of that length from now on. */
    void segmentLength(int bytes) throws IOException;

    /**
     * Sends the first {@code length} bytes of a direct buffer, all or none. Returns false when there is no room at the
     * moment.
     *
     * @throws RefusedException when the kernel might take it packet by packet
     * @throws IOException when the kernel would not take it packet by packet either
     */
    boolean send(ByteBuffer buffer, int length, InetSocketAddress remote) throws IOException;

    void close();
}
