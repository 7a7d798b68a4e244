package io.github.natcast.streamer.transport;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * The door for every viewer's packets: owns the media sockets and opens one {@link IceSession} per viewer. Thread-safe.
 * {@link #close()} ends all sessions and frees the port.
 */
public interface IceTransport extends AutoCloseable {

    /** A session in the waiting state: its credentials and candidates can be put into an answer at once. */
    IceSession open(IceSessionListener listener);

    /**
     * A sender on the same addresses and ports; each sender thread opens and closes its own.
     *
     * @throws IllegalStateException if all that the transport was built for are open
     */
    MediaEgress openEgress();

    /** The bound media addresses, one per interface address and family. */
    List<InetSocketAddress> localAddresses();

    @Override
    void close();
}
