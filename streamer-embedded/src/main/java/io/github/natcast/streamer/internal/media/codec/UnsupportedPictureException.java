package io.github.natcast.streamer.internal.media.codec;

/** A picture that no encoder can take. The encoder is unharmed; the message says what is wrong with the picture. */
public final class UnsupportedPictureException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnsupportedPictureException(String message) {
        super(message);
    }
}
