package io.github.natcast.streamer.internal.media.ffmpeg;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One encoder and how it is set up for low latency. Immutable.
 *
 * @param name FFmpeg's name
 * @param input where it takes pictures from
 * @param options names and values as FFmpeg spells them, in addition to those that all encoders share
 * @param profiles the profiles of H.264 that it makes, each with the options that it needs; empty for other codecs
 * @param unitLimit how its NAL units are kept short; empty when they cannot be
 * @param followsBitrate whether it takes another target while it is open
 */
record EncoderDefinition(
        String name,
        VideoCodec codec,
        Input input,
        Map<String, String> options,
        Map<H264Profile, Map<String, String>> profiles,
        Optional<UnitLimit> unitLimit,
        boolean followsBitrate) {

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

    /** The option that limits the bytes of a slice, and the margin that must be kept below the limit. */
    record UnitLimit(String option, int spare) {
        String value(int maximumUnit) {
            return String.valueOf(Math.max(1, maximumUnit - spare));
        }
    }

    EncoderDefinition {
        options = Map.copyOf(options);
        profiles = Map.copyOf(profiles);
    }

    EncoderDefinition withProfile(H264Profile profile, Map<String, String> itsOptions) {
        Map<H264Profile, Map<String, String>> more = new EnumMap<>(H264Profile.class);
        more.putAll(profiles);
        more.put(profile, Map.copyOf(itsOptions));
        return new EncoderDefinition(name, codec, input, options, more, unitLimit, followsBitrate);
    }

    EncoderDefinition withUnitLimit(String option, int spare) {
        return new EncoderDefinition(
                name, codec, input, options, profiles, Optional.of(new UnitLimit(option, spare)), followsBitrate);
    }

    EncoderDefinition thatFollowsBitrate() {
        return new EncoderDefinition(name, codec, input, options, profiles, unitLimit, true);
    }

    /** Every format that it makes, the usual one first; short units have at most {@code maximumUnit} bytes. */
    List<EncodingFormat> formats(int maximumUnit) {
        Stream<EncodingFormat> plain = codec == VideoCodec.H264
                ? Arrays.stream(H264Profile.values()).map(EncodingFormat::h264)
                : Stream.of(EncodingFormat.of(codec));
        return plain.flatMap(format -> Stream.of(format, format.withMaximumUnit(maximumUnit)))
                .filter(this::makes)
                .toList();
    }

    boolean makes(EncodingFormat format) {
        return format.codec() == codec
                && format.h264Profile().map(profiles::containsKey).orElse(true)
                && (format.maximumUnit().isEmpty() || unitLimit.isPresent());
    }

    /** The same for a format that it {@linkplain #makes makes}, with all options that the format needs. */
    EncoderDefinition setUpFor(EncodingFormat format) {
        Map<String, String> all = new LinkedHashMap<>(options);
        format.h264Profile().map(profiles::get).ifPresent(all::putAll);
        format.maximumUnit().ifPresent(bytes -> {
            UnitLimit limit = unitLimit.orElseThrow();
            all.put(limit.option(), limit.value(bytes));
        });
        return new EncoderDefinition(name, codec, input, all, profiles, unitLimit, followsBitrate);
    }
}
