package io.github.natcast.streamer.internal.transport;

import java.net.InetSocketAddress;

/**
 * Receives the events of an {@link IceSession}, on the transport's one receive thread except where a method says
 * otherwise. Must not block or throw.
 */
public interface IceSessionListener {

    /**
     * The first check with the right password came in from {@code remote}, or the first answer to a check of ours.
     * Once.
     */
    default void onFirstCheck(InetSocketAddress remote) {}

    /** A trusted tunnel says who is behind the address that the viewer's packets come from. May repeat. */
    default void onForwarded(InetSocketAddress client) {}

    /** A pair became valid, or the viewer's address changed. May repeat the same path. */
    void onPath(MediaPath path);

    /**
     * A packet that is not STUN (RFC 7983): DTLS, SRTP or SRTCP, from an address that passed a check. The array is the
     * transport's again after the call; the receiver may change the packet in place.
     */
    void onPacket(byte[] buffer, int offset, int length);

    /**
     * How many packets after the viewer's last SRTCP this one, from an unknown address, claims to be; 0 when it cannot
     * be this viewer's. Cheap: nothing is decrypted.
     */
    default int strayLead(byte[] buffer, int offset, int length) {
        return 0;
    }

    /**
     * Takes an SRTCP packet from an unknown address if it is authentic and new; otherwise false, and nothing changed.
     * The array is as in {@link #onPacket}, and its content is undefined afterwards.
     */
    default boolean onStray(byte[] buffer, int offset, int length) {
        return false;
    }

    /** ICE has failed; no further call follows. On any thread. */
    void onFailed(String reason);
}
