package io.github.natcast.streamer.internal.transport.probe;

import java.io.IOException;

/** What was tried did not come about. */
public final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final int code;

    /** @param code of the answer (RFC 8489 §14.8); 0 when there was none */
    Refused(int code, String message) {
        super(message);
        this.code = code;
    }

    static Refused silence(String what) {
        return new Refused(0, what + " does not answer");
    }

    /** The error code of the answer, 300 to 699; 0 when nothing usable came. */
    public int code() {
        return code;
    }
}
