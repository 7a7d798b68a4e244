package io.github.natcast.streamer.publish;

/** The state of a publication. */
public enum PublicationState {
    /** The server is asked, or ICE and DTLS are under way; or it was lost, and another attempt is due. */
    CONNECTING,
    /** Media leave for the server. */
    CONNECTED,
    /** It was refused for a reason that does not heal by itself; this is final. */
    FAILED,
    /** The program or the streamer has closed it; this is final. */
    CLOSED;

    /** Whether nothing follows. */
    public boolean isFinal() {
        return this == FAILED || this == CLOSED;
    }
}
