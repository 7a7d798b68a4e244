package io.github.natcast.streamer.internal.media.bitstream;

/**
 * Reads VP8 frame headers (RFC 6386 §9 and §19.2) up to the fields that say what later frames need of a frame. Keeps
 * the filter's adjustments, which last until a frame changes them: libvpx repeats them in every frame. Confined to one
 * thread.
 */
final class Vp8References {
    private static final int FRAME_TAG = 3;
    /** Start code and size, in key frames alone. */
    private static final int KEY_FRAME_HEADER = 7;

    private static final int SEGMENTS = 4;

    /** The loop filter's adjustments for reference frames and for modes (§9.6). */
    private int[] filterDeltas = new int[8];

    /** Whether it changes no reference picture, probability, map or adjustment. */
    boolean isDisposable(byte[] frame) {
        if (frame.length < FRAME_TAG) {
            return false;
        }
        boolean keyFrame = (frame[0] & 1) == 0;
        Vp8Booleans bits = new Vp8Booleans(frame, FRAME_TAG + (keyFrame ? KEY_FRAME_HEADER : 0));
        if (keyFrame) {
            filterDeltas = new int[8];
            bits.literal(2); // color_space, clamping_type
        }
        boolean changes = segmentation(bits);
        bits.literal(1 + 6 + 3); // filter_type, loop_filter_level, sharpness_level
        changes |= filterDeltas(bits);
        return !keyFrame && !changes && !changesReferences(bits);
    }

    /** The map and the features stay for later frames (§9.3). */
    private static boolean segmentation(Vp8Booleans bits) {
        if (!bits.flag()) {
            return false;
        }
        boolean map = bits.flag();
        boolean features = bits.flag();
        if (features) {
            bits.flag(); // segment_feature_mode
            skipOptional(bits, SEGMENTS, 8);
            skipOptional(bits, SEGMENTS, 7);
        }
        if (map) {
            skipOptional(bits, SEGMENTS - 1, 8);
        }
        return map || features;
    }

    private boolean filterDeltas(Vp8Booleans bits) {
        boolean adjusted = bits.flag();
        if (!adjusted) {
            return false;
        }
        boolean updated = bits.flag();
        if (!updated) {
            return false;
        }
        boolean changes = false;
        for (int i = 0; i < filterDeltas.length; i++) {
            if (bits.flag()) {
                int delta = bits.literal(7);
                changes |= delta != filterDeltas[i];
                filterDeltas[i] = delta;
            }
        }
        return changes;
    }

    private static boolean changesReferences(Vp8Booleans bits) {
        bits.literal(2); // log2_nbr_of_dct_partitions
        bits.literal(7); // y_ac_qi
        skipOptional(bits, 5, 5); // the other quantizers: four bits and a sign
        boolean golden = bits.flag();
        boolean alternate = bits.flag();
        boolean copied = !golden && bits.literal(2) != 0;
        copied |= !alternate && bits.literal(2) != 0;
        bits.literal(2); // sign biases hold for this frame alone
        boolean probabilities = bits.flag();
        boolean last = bits.flag();
        return golden || alternate || copied || probabilities || last;
    }

    /** Values that each have a flag before them. */
    private static void skipOptional(Vp8Booleans bits, int count, int length) {
        for (int i = 0; i < count; i++) {
            if (bits.flag()) {
                bits.literal(length);
            }
        }
    }
}
