package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegMissingException;

/** Opens the encoder factory of a streamer. */
@FunctionalInterface
public interface EncoderSource {
    EncoderFactory open() throws FfmpegMissingException;
}
