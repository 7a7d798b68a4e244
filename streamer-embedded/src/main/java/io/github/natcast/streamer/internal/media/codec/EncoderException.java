package io.github.natcast.streamer.internal.media.codec;

/**
 * An encoder, or a decoder, that cannot be opened or has failed. The message is one line that names it and the reason.
 */
public final class EncoderException extends Exception {
    private static final long serialVersionUID = 1L;

    public EncoderException(String message) {
        super(message);
    }

    public EncoderException(String message, Throwable cause) {
        super(message, cause);
    }
}
