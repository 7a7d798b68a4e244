package io.github.natcast.streamer.internal.transport;

/** Which side of a DTLS handshake this server is; the viewer is the other one (RFC 8842 §5). */
public enum DtlsRole {
    /** Sends the ClientHello once there is a path. */
    CLIENT("active"),
    /** Waits for the viewer's ClientHello. */
    SERVER("passive");

    private final String setup;

    DtlsRole(String setup) {
        this.setup = setup;
    }

    /** The value of {@code a=setup} that announces it (RFC 4145 §4). */
    public String setup() {
        return setup;
    }
}
