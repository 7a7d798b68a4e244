package io.github.natcast.streamer.internal.media.bitstream;

import io.github.natcast.streamer.EncodedUnit;
import io.github.natcast.streamer.VideoCodec;
import java.util.Optional;

/**
 * Makes whole units of what a source is given, in decoding order: key frames have their parameter sets in front, and
 * are called key frames. Confined to its owner's lock.
 */
public final class UnitCompleter {
    private final VideoCodec codec;
    private final UnitReader reader;

    public UnitCompleter(VideoCodec codec) {
        this.codec = codec;
        reader = UnitReader.of(codec);
    }

    /**
     * The unit to deliver; empty for parameter sets alone, which are kept.
     *
     * @param keyFrame what its maker says; the bitstream itself may say it, too
     */
    public Optional<EncodedUnit> complete(byte[] data, boolean keyFrame, long captureTimeNanos) {
        UnitReader.Kind kind = reader.read(data);
        if (kind == UnitReader.Kind.NO_PICTURE) {
            return Optional.empty();
        }
        boolean key = kind == UnitReader.Kind.KEY_PICTURE || (keyFrame && codec != VideoCodec.VP8);
        return Optional.of(new EncodedUnit(codec, key ? reader.complete(data) : data, key, captureTimeNanos));
    }
}
