package io.github.natcast.streamer;

/** Thrown when a source cannot be opened or read. The message is one line that names the source and the reason. */
public final class MediaSourceException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message one line that names the source and the reason */
    public MediaSourceException(String message) {
        super(message);
    }

    /**
     * @param message one line that names the source and the reason
     * @param cause the error behind it
     */
    public MediaSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
