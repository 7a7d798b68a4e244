package io.github.natcast.streamer.internal.channels;

import java.util.OptionalInt;

/**
 * How much the channels of a streamer may use together. Immutable.
 *
 * @param channels how many may be open at once, the default one included
 * @param encoders how many video encoders may be open at once
 * @param gpuEncoders how many of those may be on graphics hardware, 0 or more; when empty, as many as the driver opens
 * @param softwareBeyondGpu whether further encodings are made by the processor; otherwise they are refused
 */
public record ChannelLimits(int channels, int encoders, OptionalInt gpuEncoders, boolean softwareBeyondGpu) {

    /** @throws IllegalArgumentException when a value is out of its range; the message names it and the setting */
    public ChannelLimits {
        requireOne("channels", channels, "maximumChannels");
        requireOne("video encoders", encoders, "maximumEncoders");
        if (gpuEncoders.isPresent() && gpuEncoders.getAsInt() < 0) {
            throw new IllegalArgumentException("maximum of encoders on graphics hardware " + gpuEncoders.getAsInt()
                    + " must be 0 or more (maximumGpuEncoders)");
        }
        if (gpuEncoders.isPresent() && gpuEncoders.getAsInt() == 0 && !softwareBeyondGpu) {
            throw new IllegalArgumentException("without encoders on graphics hardware (maximumGpuEncoders 0) the "
                    + "processor must be allowed to encode (softwareBeyondGpu)");
        }
    }

    private static void requireOne(String what, int value, String setting) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "maximum of " + what + " " + value + " must be 1 or more (" + setting + ")");
        }
    }

    /** 100 channels and 64 encoders, of which any number may be on graphics hardware. */
    public static ChannelLimits ofDefaults() {
        return new ChannelLimits(100, 64, OptionalInt.empty(), true);
    }
}
