package io.github.natcast.streamer.internal.media.bitstream;

import java.util.OptionalInt;

/**
 * What a sequence parameter set of H.264 says of the pictures (§7.3.2.1.1 and annex E.1.1). Immutable.
 *
 * @param profileLevelId profile_idc, constraint flags and level_idc as one number (RFC 6184 §8.1)
 * @param plain whether samples are of 8 bits in 4:2:0
 * @param progressive whether all pictures are whole frames
 * @param width in pixels, as shown
 * @param height in pixels, as shown
 * @param reorder how many pictures may precede one in decoding order and follow it in output order; empty when it is
 *     not stated
 */
record H264Sps(int profileLevelId, boolean plain, boolean progressive, int width, int height, OptionalInt reorder) {
    private static final int MACROBLOCK = 16;
    private static final int EXTENDED_SAR = 255;
    private static final int MOST_LISTED = 256;

    /** The profiles whose parameter sets have chroma_format_idc. */
    private static boolean hasChromaFormat(int profile) {
        return switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }

    /** Reads the unit between two positions, its header included. */
    static H264Sps read(byte[] data, int from, int to) {
        Bits bits = Bits.ofPayload(data, from + 1, to);
        int profileLevelId = bits.read(24);
        bits.golomb(); // seq_parameter_set_id
        int chroma = 1;
        boolean eightBits = true;
        if (hasChromaFormat(profileLevelId >> 16)) {
            chroma = bits.golomb();
            bits.skip(chroma == 3 ? 1 : 0);
            int lumaDepth = bits.golomb();
            eightBits = bits.golomb() == 0 && lumaDepth == 0;
            bits.skip(1); // qpprime_y_zero_transform_bypass_flag
            skipScaling(bits, chroma == 3 ? 12 : 8);
        }
        bits.golomb(); // log2_max_frame_num_minus4
        boolean inOrder = readOrderType(bits) == 2;
        bits.golomb(); // max_num_ref_frames
        bits.skip(1); // gaps_in_frame_num_value_allowed_flag
        int width = (bits.golomb() + 1) * MACROBLOCK;
        int rows = bits.golomb() + 1;
        boolean progressive = bits.flag();
        bits.skip(progressive ? 1 : 2); // mb_adaptive_frame_field_flag, direct_8x8_inference_flag
        int height = rows * MACROBLOCK * (progressive ? 1 : 2);
        if (bits.flag()) {
            int unitX = chroma == 1 || chroma == 2 ? 2 : 1;
            int unitY = (chroma == 1 ? 2 : 1) * (progressive ? 1 : 2);
            width -= unitX * (bits.golomb() + bits.golomb());
            height -= unitY * (bits.golomb() + bits.golomb());
        }
        OptionalInt stated = bits.flag() ? readReorder(bits) : OptionalInt.empty();
        return new H264Sps(
                profileLevelId,
                chroma == 1 && eightBits,
                progressive,
                width,
                height,
                inOrder ? OptionalInt.of(0) : stated);
    }

    private static void skipScaling(Bits bits, int lists) {
        if (!bits.flag()) {
            return;
        }
        for (int list = 0; list < lists; list++) {
            if (bits.flag()) {
                int last = 8;
                int next = 8;
                for (int i = 0; i < (list < 6 ? 16 : 64); i++) {
                    next = next == 0 ? 0 : (last + bits.signedGolomb()) & 0xff;
                    last = next == 0 ? last : next;
                }
            }
        }
    }

    /** pic_order_cnt_type; with 2, output order is decoding order (§8.2.1.3). */
    private static int readOrderType(Bits bits) {
        int type = bits.golomb();
        if (type == 0) {
            bits.golomb(); // log2_max_pic_order_cnt_lsb_minus4
        } else if (type == 1) {
            bits.skip(1); // delta_pic_order_always_zero_flag
            bits.golomb(); // offset_for_non_ref_pic
            bits.golomb(); // offset_for_top_to_bottom_field
            int count = Math.min(bits.golomb(), MOST_LISTED);
            for (int i = 0; i < count; i++) {
                bits.golomb(); // offset_for_ref_frame
            }
        }
        return type;
    }

    /** vui_parameters (E.1.1), up to max_num_reorder_frames. */
    private static OptionalInt readReorder(Bits bits) {
        if (bits.flag() && bits.read(8) == EXTENDED_SAR) {
            bits.skip(32);
        }
        bits.skip(bits.flag() ? 1 : 0); // overscan_appropriate_flag
        if (bits.flag()) {
            bits.skip(4); // video_format, video_full_range_flag
            bits.skip(bits.flag() ? 24 : 0); // colour description
        }
        if (bits.flag()) {
            bits.golomb(); // chroma_sample_loc_type_top_field
            bits.golomb();
        }
        bits.skip(bits.flag() ? 65 : 0); // timing
        boolean nal = skipHrd(bits);
        boolean vcl = skipHrd(bits);
        bits.skip(nal || vcl ? 1 : 0); // low_delay_hrd_flag
        bits.skip(1); // pic_struct_present_flag
        if (!bits.flag()) {
            return OptionalInt.empty();
        }
        bits.skip(1); // motion_vectors_over_pic_boundaries_flag
        for (int i = 0; i < 4; i++) {
            bits.golomb(); // max_bytes_per_pic_denom up to log2_max_mv_length_vertical
        }
        return OptionalInt.of(bits.golomb());
    }

    /** hrd_parameters (E.1.2), if they are there. */
    private static boolean skipHrd(Bits bits) {
        if (!bits.flag()) {
            return false;
        }
        int count = Math.min(bits.golomb() + 1, 32);
        bits.skip(8); // bit_rate_scale, cpb_size_scale
        for (int i = 0; i < count; i++) {
            bits.golomb(); // bit_rate_value_minus1
            bits.golomb(); // cpb_size_value_minus1
            bits.skip(1); // cbr_flag
        }
        bits.skip(20); // lengths of delays and offsets
        return true;
    }
}
