package io.github.natcast.streamer.internal.media.source.frames;

/** Thrown when a client sends what is no frame. The message is told to the client and logged. */
final class FrameSocketException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message one line that names the value, its limit and what to do */
    FrameSocketException(String message) {
        super(message);
    }
}
