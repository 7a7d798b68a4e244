package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * The units of an encoded source from its last key frame on, as long as they are few enough to begin with. Confined to
 * the encodings' lock.
 */
final class Gop {
    /** Ten seconds at 30 frames per second: beyond, decoding up to the newest picture takes too long. */
    private static final int MOST_UNITS = 300;

    private static final long MOST_BYTES = 16L << 20;

    private final List<EncodedFrame> units = new ArrayList<>();
    private long bytes;

    void add(EncodedFrame unit) {
        if (unit.keyFrame()) {
            clear();
        } else if (units.isEmpty()) {
            return;
        }
        units.add(unit);
        bytes += unit.data().length;
        if (units.size() > MOST_UNITS || bytes > MOST_BYTES) {
            clear();
        }
    }

    void clear() {
        units.clear();
        bytes = 0;
    }

    /** From the key frame to the newest unit; none when there are too many, or no key frame came. */
    List<EncodedFrame> units() {
        return List.copyOf(units);
    }
}
