package io.github.natcast.streamer.probe;

import java.io.IOException;

/** What was tried did not come about. The message is one line of English. */
public final class ProbeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int errorCode;

    ProbeException(int errorCode, IOException cause) {
        super(cause.getMessage(), cause);
        this.errorCode = errorCode;
    }

    /** The error code of the answer (RFC 8489 §14.8), 300 to 699; 0 when nothing usable came. */
    public int errorCode() {
        return errorCode;
    }
}
