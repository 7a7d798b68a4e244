package io.github.natcast.streamer;

/**
 * Thrown when a streamer cannot start: a port is in use, an address is not on this host, a media file is broken,
 * FFmpeg's native libraries are missing, or a forced encoder does not open. The message is one line for the operator
 * that names the failure, the value and the remedy.
 */
public final class StreamerException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message one line for the operator */
    public StreamerException(String message) {
        super(message);
    }

    /**
     * @param message one line for the operator
     * @param cause the error behind it
     */
    public StreamerException(String message, Throwable cause) {
        super(message, cause);
    }
}
