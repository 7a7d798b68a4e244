package io.github.natcast.streamer.internal.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A viewer's end of ICE in tests, over UDP or TCP. */
public interface TinyPeer extends AutoCloseable {

    /** Sends a check, which may nominate. */
    void check(boolean nominate) throws IOException;

    void send(byte[] packet) throws IOException;

    /** Sends from another port from now on, where that can be; checks nothing by itself. */
    default void rebind() throws IOException {
        throw new UnsupportedOperationException("a TCP connection keeps its port");
    }

    /** The next packet that is not STUN; null when none came in time. */
    byte @Nullable [] poll(long millis) throws InterruptedException;

    @Override
    void close() throws IOException;
}
