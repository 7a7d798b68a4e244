package io.github.natcast.streamer.internal.tls;

import java.io.IOException;

/** A file of TLS is of no use; the message names it and says what to do. */
final class TlsFileException extends IOException {
    private static final long serialVersionUID = 1L;

    TlsFileException(String message) {
        super(message);
    }

    TlsFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
