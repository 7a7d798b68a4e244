package io.github.natcast.streamer;

/** A source that cannot be opened or read. The message is one line that names the source and the reason. */
public final class MediaSourceException extends Exception {
    private static final long serialVersionUID = 1L;

    public MediaSourceException(String message) {
        super(message);
    }

    public MediaSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
