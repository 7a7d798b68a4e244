package io.github.natcast.streamer.internal.media.codec;

import io.github.natcast.streamer.VideoFrame;
import java.util.function.Consumer;

/** One open encoder. Confined to the thread that opened it. */
public interface VideoEncoder extends AutoCloseable {

    /** FFmpeg's name, such as {@code libopenh264}. */
    String name();

    /**
     * Converts, scales and encodes one picture, keeping no reference to it. Calls {@code output} with what comes out:
     * one frame as a rule, none when rate control leaves the picture out.
     *
     * @param captureTimeNanos strictly increasing; the encoded frame carries it in place of the picture's own
     * @param keyFrame whether decoding must be able to start at this picture
     * @throws EncoderException when the encoder cannot be used any more
     * @throws UnsupportedPictureException when this picture cannot be converted; the encoder can go on with others
     */
    void encode(VideoFrame picture, long captureTimeNanos, boolean keyFrame, Consumer<EncodedFrame> output)
            throws EncoderException, UnsupportedPictureException;

    /**
     * Changes the target from the next picture on. An encoder that cannot do so while it is open is opened anew; the
     * next frame is a key frame then.
     *
     * @param bitsPerSecond 50 000 to 200 000 000
     * @throws EncoderException when the encoder cannot be used any more
     */
    void bitrate(int bitsPerSecond) throws EncoderException;

    @Override
    void close();
}
