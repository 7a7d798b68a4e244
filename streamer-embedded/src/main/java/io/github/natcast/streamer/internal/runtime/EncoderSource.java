package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegMissingException;

/** Where a streamer has its encoders from. */
@FunctionalInterface
public interface EncoderSource {
    EncoderFactory open() throws FfmpegMissingException;
}
