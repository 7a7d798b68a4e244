package io.github.natcast.streamer;

/** One viewer's state, with the meanings of W3C {@code RTCPeerConnectionState}. */
public enum ViewerState {
    /** The offer was answered; no connectivity check has arrived yet. */
    NEW,
    /** Checks arrive or DTLS is under way. */
    CONNECTING,
    /** A pair is valid and DTLS is up: media flows. */
    CONNECTED,
    /** No consent for some seconds; it may come back. */
    DISCONNECTED,
    /** ICE or DTLS failed for good. */
    FAILED,
    /** Ended, by either side. */
    CLOSED
}
