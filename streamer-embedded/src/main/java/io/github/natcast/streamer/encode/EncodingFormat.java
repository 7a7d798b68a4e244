package io.github.natcast.streamer.encode;

import io.github.natcast.streamer.VideoCodec;
import java.util.OptionalInt;

/**
 * What one encoding makes; viewers with the same format share it. Immutable.
 *
 * @param maximumUnit bytes that no NAL unit may exceed, for packetization modes that cannot split one (RFC 6184 §6.2);
 *     empty where any length will do
 */
public record EncodingFormat(VideoCodec codec, OptionalInt maximumUnit) {

    public EncodingFormat {
        if (maximumUnit.isPresent() && maximumUnit.getAsInt() <= 0) {
            throw new IllegalArgumentException("maximum unit " + maximumUnit.getAsInt() + " must be 1 byte or more");
        }
    }

    /** With units of any length. */
    public static EncodingFormat of(VideoCodec codec) {
        return new EncodingFormat(codec, OptionalInt.empty());
    }

    /** With no unit longer than {@code maximumUnit} bytes, its header included. */
    public static EncodingFormat limited(VideoCodec codec, int maximumUnit) {
        return new EncodingFormat(codec, OptionalInt.of(maximumUnit));
    }

    /** For messages. */
    @Override
    public String toString() {
        return maximumUnit.isEmpty()
                ? codec.toString()
                : codec + " in NAL units of at most " + maximumUnit.getAsInt() + " bytes";
    }
}
