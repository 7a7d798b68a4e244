package io.github.natcast.streamer.internal.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Owns the media sockets, and opens one {@link IceSession} per viewer. Thread-safe. {@link #close()} ends all sessions
 * and frees the port.
 */
public interface IceTransport extends AutoCloseable {

    /**
     * A session that waits for {@link IceSession#start}: its credentials and candidates can be put into an answer at
     * once.
     */
    IceSession open(IceSessionListener listener);

    /**
     * A sender on the same addresses and ports; each sender thread opens and closes its own.
     *
     * @throws IllegalStateException if as many are open as the transport was built for
     */
    MediaEgress openEgress();

    /** The bound media addresses, one per interface address and family. */
    List<InetSocketAddress> localAddresses();

    /** The bound media addresses with their networks: those of {@link #localAddresses()}. */
    default List<OwnAddress> ownAddresses() {
        return localAddresses().stream()
                .map(bound -> OwnAddress.alone(bound.getAddress()))
                .toList();
    }

    /** The {@linkplain IceSession#localCandidates() candidates} of a session that is opened now. */
    default List<String> localCandidates() {
        return List.of();
    }

    /**
     * Names who is told when {@link #localCandidates()} or {@link #ownAddresses()} have changed: on any thread, which
     * the listener must not block. Called once, before a session is opened.
     */
    default void onCandidatesChanged(Runnable listener) {}

    /**
     * Uses the addresses that this host has got, and no longer those that it has lost; sessions on a lost one find
     * another path or end. Called every few seconds, on any thread; takes some milliseconds.
     */
    default void refresh() {}

    /**
     * Waits until all candidates are known that {@link IceSession#localCandidates} will list, where servers have to be
     * asked. Candidates that come after {@code limit} go to later viewers.
     */
    default void awaitCandidates(Duration limit) throws InterruptedException {}

    /** How the transport gets through the NAT; empty when it does nothing for that. */
    default Optional<NatReport> nat() {
        return Optional.empty();
    }

    @Override
    void close();
}
