package io.github.natcast.streamer.internal.media.codec;

import io.github.natcast.streamer.VideoFrame;
import java.util.function.Consumer;

/** One open decoder. Confined to the thread that opened it. */
public interface VideoDecoder extends AutoCloseable {

    /**
     * Decodes the next unit. Calls {@code output} with what comes out, in the order in which it is shown: one picture
     * as a rule, none where later units are needed, or where this one is damaged. The receiver owns the picture.
     *
     * @throws EncoderException when the decoder cannot be used any more
     */
    void decode(EncodedFrame unit, Consumer<VideoFrame> output) throws EncoderException;

    @Override
    void close();
}
