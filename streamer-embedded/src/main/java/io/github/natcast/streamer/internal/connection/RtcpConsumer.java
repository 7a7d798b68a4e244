package io.github.natcast.streamer.internal.connection;

/** Receives a viewer's RTCP packets. */
@FunctionalInterface
public interface RtcpConsumer {
    /**
     * Receives a compound RTCP packet of the viewer, authenticated and decrypted. Called on the transport's receive
     * thread; must not block or throw. The array belongs to the transport and is reused after the call. A packet may
     * still arrive while the connection ends.
     */
    void receiveRtcp(byte[] buffer, int offset, int length);

    /**
     * Receives an RTP packet of a peer that sends media, likewise; only where
     * {@link ViewerConnectionListener#receivesMedia}. One packet may come twice.
     */
    default void receiveRtp(byte[] buffer, int offset, int length) {}

    /** Counts a packet that was dropped unread, since too many came. On the same thread. */
    default void refuseRtcp() {}
}
