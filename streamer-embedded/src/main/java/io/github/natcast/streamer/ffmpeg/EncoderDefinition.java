package io.github.natcast.streamer.ffmpeg;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.encode.EncodingFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One encoder and how it is set up for low latency. Immutable.
 *
 * @param name FFmpeg's name
 * @param input where it takes pictures from
 * @param options names and values as FFmpeg spells them, beside what all encoders share
 * @param unitLimit how its NAL units are kept short; empty when they cannot be
 */
record EncoderDefinition(
        String name, VideoCodec codec, Input input, Map<String, String> options, Optional<UnitLimit> unitLimit) {

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

    /**
     * The option that limits the bytes of a slice, and how many less must be asked for to be sure.
     */
    record UnitLimit(String option, int spare) {
        String value(int maximumUnit) {
            return String.valueOf(Math.max(1, maximumUnit - spare));
        }
    }

    EncoderDefinition {
        options = Map.copyOf(options);
    }

    EncoderDefinition withUnitLimit(String option, int spare) {
        return new EncoderDefinition(name, codec, input, options, Optional.of(new UnitLimit(option, spare)));
    }

    boolean makes(EncodingFormat format) {
        return format.codec() == codec && (format.maximumUnit().isEmpty() || unitLimit.isPresent());
    }

    /** Set up for a format that it {@linkplain #makes makes}. */
    EncoderDefinition setUpFor(EncodingFormat format) {
        if (format.maximumUnit().isEmpty()) {
            return this;
        }
        Map<String, String> limited = new LinkedHashMap<>(options);
        UnitLimit limit = unitLimit.orElseThrow();
        limited.put(limit.option(), limit.value(format.maximumUnit().getAsInt()));
        return new EncoderDefinition(name, codec, input, limited, unitLimit);
    }
}
