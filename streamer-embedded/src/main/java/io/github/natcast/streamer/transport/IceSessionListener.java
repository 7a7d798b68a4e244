package io.github.natcast.streamer.transport;

/** What an {@link IceSession} tells. Called on the transport's receive thread: must not block or throw. */
public interface IceSessionListener {

    /** A pair became valid, or the viewer's address changed. May repeat the same path. */
    void onPath(MediaPath path);

    /** A packet that is not STUN (RFC 7983): DTLS, SRTP or SRTCP. The array is the transport's again after the call. */
    void onPacket(byte[] buffer, int offset, int length);

    /** ICE cannot go on; no further call follows. */
    void onFailed(String reason);
}
