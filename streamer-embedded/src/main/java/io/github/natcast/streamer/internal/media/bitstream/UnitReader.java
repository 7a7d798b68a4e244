package io.github.natcast.streamer.internal.media.bitstream;

import io.github.natcast.streamer.VideoCodec;
import org.jspecify.annotations.Nullable;

/**
 * Reads the units of one source in decoding order, and keeps what later ones need: parameter sets, and what they say.
 * Confined to its owner's lock.
 */
interface UnitReader {

    /** What a unit is. */
    enum Kind {
        /** Parameter sets, delimiters or messages without a picture. */
        NO_PICTURE,
        PICTURE,
        /** Decoding can start here, as the bitstream itself says; for a codec whose bitstream says it. */
        KEY_PICTURE
    }

    static UnitReader of(VideoCodec codec) {
        return switch (codec) {
            case H264 -> new H264Units();
            case H265 -> new H265Units();
            case VP8 -> new Vp8Units();
            case AV1 -> new Av1Units();
        };
    }

    /** Reads the next unit, and remembers what it says of the stream. */
    Kind read(byte[] unit);

    /** The unit that was read last, with the parameter sets in front that it lacks. */
    byte[] complete(byte[] unit);

    /** What is known; null before there was a parameter set, or a key frame. */
    @Nullable
    StreamFacts facts();
}
