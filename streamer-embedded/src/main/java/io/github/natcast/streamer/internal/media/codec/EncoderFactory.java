package io.github.natcast.streamer.internal.media.codec;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import java.util.List;

/** Opens encoders by name. Thread-safe. */
public interface EncoderFactory {

    /** Names of the encoders that can make this format, best first, without those that this build of FFmpeg lacks. */
    List<String> candidates(EncodingFormat format);

    /** Whether this encoder is on graphics hardware, which has few sessions at once. */
    default boolean isHardware(String name) {
        return false;
    }

    /**
     * Opens an encoder for the calling thread.
     *
     * @throws EncoderException when it cannot be opened, or cannot make this format
     */
    VideoEncoder open(String name, EncodingFormat format, VideoSettings settings) throws EncoderException;

    /**
     * Opens a decoder for the calling thread, for pictures that a source has encoded and somebody needs in another
     * form.
     *
     * @throws EncoderException when there is none
     */
    VideoDecoder openDecoder(VideoCodec codec) throws EncoderException;
}
