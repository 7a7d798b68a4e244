package io.github.natcast.streamer.internal.media.codec;

/** One open audio encoder. Confined to the thread that opened it. */
public interface AudioEncoder extends AutoCloseable {

    /**
     * Encodes one frame length of audio. Calls {@code output} with what comes out: one packet as a rule, none in a
     * pause.
     *
     * @param interleaved samples at 48 kHz, read only during the call
     * @param captureTimeNanos of the first; a frame length after the one before, or more after silence
     * @throws EncoderException when the encoder is not usable any more
     */
    void encode(float[] interleaved, long captureTimeNanos, EncodedAudioListener output) throws EncoderException;

    @Override
    void close();
}
