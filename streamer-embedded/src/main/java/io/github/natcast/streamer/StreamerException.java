package io.github.natcast.streamer;

/**
 * The streamer cannot start: a port in use, an address that is not on this host, a broken media file, no FFmpeg
 * natives, a forced encoder that does not open. The message is one line for the operator: what, with which value, and
 * what to do.
 */
public final class StreamerException extends Exception {
    private static final long serialVersionUID = 1L;

    public StreamerException(String message) {
        super(message);
    }

    public StreamerException(String message, Throwable cause) {
        super(message, cause);
    }
}
