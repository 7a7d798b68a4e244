package io.github.natcast.streamer.internal.connection;

/** Takes in what a viewer says in RTCP. */
@FunctionalInterface
public interface RtcpConsumer {
    /**
     * A compound RTCP packet of the viewer, authentic and decrypted. Called on the transport's receive thread: must not
     * block or throw. The array is the transport's again after the call. One may still come while the connection ends.
     */
    void receiveRtcp(byte[] buffer, int offset, int length);
}
