package io.github.natcast.streamer.encode;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import java.util.List;

/** Opens encoders by name. Thread-safe. */
public interface EncoderFactory {

    /** Names of the encoders that can make this codec, best first; those that this build of FFmpeg lacks are left out. */
    List<String> ladder(VideoCodec codec);

    /** Opens one for the calling thread. */
    VideoEncoder open(String name, VideoCodec codec, VideoSettings settings) throws EncoderException;
}
