package io.github.natcast.streamer;

import io.github.natcast.streamer.encode.EncoderFactory;
import io.github.natcast.streamer.ffmpeg.FfmpegMissingException;

/** Where a streamer has its encoders from. */
@FunctionalInterface
interface EncoderSource {
    EncoderFactory open() throws FfmpegMissingException;
}
