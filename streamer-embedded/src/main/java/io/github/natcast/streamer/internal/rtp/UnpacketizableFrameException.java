package io.github.natcast.streamer.internal.rtp;

/** A frame that the payload format cannot carry. The message names the value, the limit and what to change. */
public final class UnpacketizableFrameException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnpacketizableFrameException(String message) {
        super(message);
    }
}
