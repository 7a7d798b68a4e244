package io.github.natcast.streamer;

/** The state of a viewer's connection, after W3C WebRTC's {@code RTCPeerConnectionState}. */
public enum ViewerState {
    /** The offer was answered; no connectivity check has arrived yet. */
    NEW,
    /** Connectivity checks arrive, or the DTLS handshake is in progress. */
    CONNECTING,
    /** A candidate pair is valid and DTLS is established: media flow. */
    CONNECTED,
    /** The viewer has not renewed its consent for some seconds (RFC 7675); it may still recover. */
    DISCONNECTED,
    /** ICE or DTLS has failed; this is final. */
    FAILED,
    /** One of the sides has closed the connection; this is final. */
    CLOSED
}
