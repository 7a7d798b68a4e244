package io.github.natcast.streamer.viewer;

/** The states of W3C {@code RTCPeerConnectionState} (webrtc-pc §4.3.3). */
public enum ConnectionState {
    /** The answer is out; nothing of the viewer arrived. */
    NEW,
    /** Checks or the handshake are under way. */
    CONNECTING,
    /** Media can flow. */
    CONNECTED,
    /** The viewer was heard once and is silent now; it may come back. */
    DISCONNECTED,
    /** The viewer is lost, or never came. Final. */
    FAILED,
    /** The viewer left, or was asked to. Final. */
    CLOSED
}
