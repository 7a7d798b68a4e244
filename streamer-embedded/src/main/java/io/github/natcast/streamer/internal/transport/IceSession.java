package io.github.natcast.streamer.internal.transport;

import java.util.List;
import java.util.Optional;

/** ICE with one viewer: one component, BUNDLE and rtcp-mux assumed. Thread-safe. */
public interface IceSession extends AutoCloseable {

    IceCredentials localCredentials();

    /**
     * Host and server-reflexive candidates as RFC 8839 §5.1 writes them, {@code candidate:…} without {@code a=};
     * private addresses as they are.
     */
    List<String> localCandidates();

    /** Begins to answer the viewer's checks. Called once. */
    void start(IceCredentials remote);

    /**
     * Instead of {@link #start} with a viewer that only answers checks ({@code a=ice-lite}): this side checks the
     * viewer's candidates and nominates (RFC 8445 §6.1.1).
     */
    void startControlling(IceCredentials remote);

    /**
     * Begins an ICE restart (RFC 8445 §9) after {@link #start}: {@link #localCredentials()} are new after the call, and
     * belong into the answer. Packets take the old path until the viewer nominates a new one; DTLS goes on.
     *
     * @param remote the viewer's new credentials
     */
    void restart(IceCredentials remote);

    /**
     * A candidate of the viewer, from its offer or trickled, after {@link #start}. A transport whose port is reachable
     * only answers checks and ignores it: it learns the viewer as peer-reflexive (RFC 8445 §7.3.1.3).
     */
    void addRemoteCandidate(String candidate);

    /** The selected path; empty until a pair is valid, and again when the viewer's consent has expired. */
    Optional<MediaPath> path();

    /**
     * When the viewer last proved that it consents to receive (RFC 7675), on the scale of {@link System#nanoTime()};
     * before the first proof, when {@link #start} was called.
     */
    long lastConsentNanos();

    /**
     * Sends a packet of the control plane (DTLS). Before a path is valid a few packets are kept and sent with the first
     * one; the rest is dropped, and DTLS sends it again. Never blocks or throws.
     */
    void send(byte[] packet, int offset, int length);

    /** Frees the session; the listener is not called afterwards, except for calls that are under way. */
    @Override
    void close();
}
