package io.github.natcast.streamer.internal.media.bitstream;

/**
 * Reads AV1 temporal units up to refresh_frame_flags, which say what later frames need of a frame (AV1 specification
 * §5.9.2). Keeps the sequence header of the latest key frame. Confined to one thread.
 */
final class Av1References {
    private static final int SEQUENCE_HEADER = 1;
    private static final int FRAME_HEADER = 3;
    private static final int FRAME = 6;
    private static final int KEY_FRAME = 0;
    private static final int INTRA_ONLY_FRAME = 2;
    private static final int SWITCH_FRAME = 3;
    /** SELECT_SCREEN_CONTENT_TOOLS and SELECT_INTEGER_MV: each frame says it itself. */
    private static final int SELECT = 2;

    /** Whether a sequence header was read that has no timing information, which no encoder here writes. */
    private boolean known;

    private int frameIdBits;
    private int screenContentTools;
    private int integerMv;
    private int orderHintBits;

    /** Whether no frame of the unit replaces a reference. */
    boolean isDisposable(byte[] unit) {
        boolean anyFrame = false;
        int at = 0;
        while (at < unit.length) {
            int header = unit[at];
            int type = (header >> 3) & 0xf;
            at += (header & 0x04) != 0 ? 2 : 1;
            int size = unit.length - at;
            if ((header & 0x02) != 0) {
                size = 0;
                for (int shift = 0; at < unit.length && shift < 28; shift += 7) {
                    int next = unit[at++];
                    size |= (next & 0x7f) << shift;
                    if (next >= 0) {
                        break;
                    }
                }
            }
            if (size < 0 || size > unit.length - at) {
                return false;
            }
            if (type == SEQUENCE_HEADER) {
                readSequence(new Bits(unit, at));
            } else if (type == FRAME || type == FRAME_HEADER) {
                anyFrame = true;
                if (!known || replacesReference(new Bits(unit, at))) {
                    return false;
                }
            }
            at += size;
        }
        return anyFrame;
    }

    /** sequence_header_obu (§5.5.1). */
    private void readSequence(Bits bits) {
        bits.read(3 + 1); // seq_profile, still_picture
        boolean reduced = bits.flag();
        boolean timing = bits.flag();
        known = !reduced && !timing;
        if (!known) {
            return;
        }
        boolean displayDelay = bits.flag();
        int operatingPoints = bits.read(5) + 1;
        for (int i = 0; i < operatingPoints; i++) {
            bits.read(12); // operating_point_idc
            if (bits.read(5) > 7) {
                bits.read(1); // seq_tier
            }
            if (displayDelay && bits.flag()) {
                bits.read(4);
            }
        }
        int widthBits = bits.read(4) + 1;
        int heightBits = bits.read(4) + 1;
        bits.read(widthBits);
        bits.read(heightBits);
        frameIdBits = bits.flag() ? bits.read(4) + 2 + bits.read(3) + 1 : 0;
        bits.read(7); // use_128x128_superblock up to enable_dual_filter
        boolean orderHint = bits.flag();
        if (orderHint) {
            bits.read(2); // enable_jnt_comp, enable_ref_frame_mvs
        }
        screenContentTools = bits.flag() ? SELECT : bits.read(1);
        integerMv = screenContentTools == 0 || bits.flag() ? SELECT : bits.read(1);
        orderHintBits = orderHint ? bits.read(3) + 1 : 0;
    }

    /** uncompressed_header (§5.9.2). */
    private boolean replacesReference(Bits bits) {
        boolean showExisting = bits.flag();
        int type = bits.read(2);
        if (showExisting || type == KEY_FRAME || type == SWITCH_FRAME) {
            return true;
        }
        boolean shown = bits.flag();
        if (!shown) {
            bits.read(1); // showable_frame
        }
        boolean errorResilient = bits.flag();
        bits.read(1); // disable_cdf_update
        int allowed = screenContentTools == SELECT ? bits.read(1) : screenContentTools;
        if (allowed == 1 && integerMv == SELECT) {
            bits.read(1); // force_integer_mv
        }
        bits.read(frameIdBits);
        bits.read(1); // frame_size_override_flag
        bits.read(orderHintBits);
        if (type != INTRA_ONLY_FRAME && !errorResilient) {
            bits.read(3); // primary_ref_frame
        }
        return bits.read(8) != 0;
    }
}
