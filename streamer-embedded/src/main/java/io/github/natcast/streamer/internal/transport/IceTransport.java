package io.github.natcast.streamer.internal.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    /**
     * Waits until all candidates are known that {@link IceSession#localCandidates} will name, where some have to be
     * asked for; those that come later than {@code limit} are told to later viewers.
     */
    default void awaitCandidates(Duration limit) throws InterruptedException {}

    /** How it gets through the NAT; empty when it does nothing for that. */
    default Optional<NatReport> nat() {
        return Optional.empty();
    }

    @Override
    void close();
}
