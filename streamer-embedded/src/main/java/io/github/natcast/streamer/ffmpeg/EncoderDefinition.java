package io.github.natcast.streamer.ffmpeg;

import io.github.natcast.streamer.VideoCodec;
import java.util.Map;

/**
 * One encoder and how it is set up for low latency. Immutable.
 *
 * @param name FFmpeg's name
 * @param input where it takes pictures from
 * @param options names and values as FFmpeg spells them, beside what all encoders share
 */
record EncoderDefinition(String name, VideoCodec codec, Input input, Map<String, String> options) {

    /** Where an encoder takes its pictures from. */
    enum Input {
        /** Host memory, planes Y, U and V. */
        YUV420P,
        /** Host memory, planes Y and UV. */
        NV12,
        /** A VA-API surface that the picture is uploaded to. */
        VAAPI,
        /** A Vulkan image that the picture is uploaded to. */
        VULKAN
    }

    EncoderDefinition {
        options = Map.copyOf(options);
    }
}
