package io.github.natcast.streamer.internal.transport.dtls;

/** Why DTLS ended from the viewer's side. */
public enum DtlsClosure {
    /** The viewer said that it leaves (RFC 8446 §6.1): {@code pc.close()} does. */
    CLOSE_NOTIFY,
    /** The handshake failed, or the viewer sent a fatal alert. */
    FAILURE
}
