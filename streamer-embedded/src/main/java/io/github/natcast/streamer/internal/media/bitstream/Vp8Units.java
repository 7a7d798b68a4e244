package io.github.natcast.streamer.internal.media.bitstream;

import io.github.natcast.streamer.VideoCodec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Frames of VP8: a key frame's header says all (RFC 6386 §9.1). */
final class Vp8Units implements UnitReader {
    private static final int KEY_HEADER = 10;

    private @Nullable StreamFacts facts;

    @Override
    public Kind read(byte[] unit) {
        if ((unit[0] & 1) != 0) {
            return Kind.PICTURE;
        }
        if (unit.length < KEY_HEADER || unit[3] != (byte) 0x9d || unit[4] != 0x01 || unit[5] != 0x2a) {
            return Kind.PICTURE;
        }
        int width = (unit[7] & 0x3f) << 8 | (unit[6] & 0xff);
        int height = (unit[9] & 0x3f) << 8 | (unit[8] & 0xff);
        facts = new StreamFacts(VideoCodec.VP8, 0, width, height, Optional.empty());
        return Kind.KEY_PICTURE;
    }

    @Override
    public byte[] complete(byte[] unit) {
        return unit;
    }

    @Override
    public @Nullable StreamFacts facts() {
        return facts;
    }
}
