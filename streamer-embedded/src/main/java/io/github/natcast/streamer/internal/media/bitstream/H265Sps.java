package io.github.natcast.streamer.internal.media.bitstream;

/**
 * What a sequence parameter set of H.265 says of the pictures (§7.3.2.2). Immutable.
 *
 * @param profile general_profile_idc; 1 is Main, which browsers play
 * @param level general_level_idc, thirty times the level
 * @param width in pixels, as shown
 * @param height in pixels, as shown
 * @param reorder how many pictures may precede one in decoding order and follow it in output order
 */
record H265Sps(int profile, int level, int width, int height, int reorder) {

    /** Reads the unit between two positions, its header included. */
    static H265Sps read(byte[] data, int from, int to) {
        Bits bits = Bits.ofPayload(data, from + 2, to);
        bits.skip(4); // sps_video_parameter_set_id
        int subLayers = bits.read(3);
        bits.skip(1 + 3); // sps_temporal_id_nesting_flag, general_profile_space, general_tier_flag
        int profile = bits.read(5);
        bits.skip(32 + 48); // compatibility and constraint flags
        int level = bits.read(8);
        skipSubLayers(bits, subLayers);
        bits.golomb(); // sps_seq_parameter_set_id
        int chroma = bits.golomb();
        bits.skip(chroma == 3 ? 1 : 0);
        int width = bits.golomb();
        int height = bits.golomb();
        if (bits.flag()) {
            width -= (chroma == 1 || chroma == 2 ? 2 : 1) * (bits.golomb() + bits.golomb());
            height -= (chroma == 1 ? 2 : 1) * (bits.golomb() + bits.golomb());
        }
        bits.golomb(); // bit_depth_luma_minus8
        bits.golomb(); // bit_depth_chroma_minus8
        bits.golomb(); // log2_max_pic_order_cnt_lsb_minus4
        int reorder = 0;
        for (int layer = bits.flag() ? 0 : subLayers; layer <= subLayers; layer++) {
            bits.golomb(); // sps_max_dec_pic_buffering_minus1
            reorder = bits.golomb();
            bits.golomb(); // sps_max_latency_increase_plus1
        }
        return new H265Sps(profile, level, width, height, reorder);
    }

    /** The rest of profile_tier_level (§7.3.3). */
    private static void skipSubLayers(Bits bits, int subLayers) {
        boolean[] profiles = new boolean[subLayers];
        boolean[] levels = new boolean[subLayers];
        for (int layer = 0; layer < subLayers; layer++) {
            profiles[layer] = bits.flag();
            levels[layer] = bits.flag();
        }
        bits.skip(subLayers > 0 ? 2 * (8 - subLayers) : 0);
        for (int layer = 0; layer < subLayers; layer++) {
            bits.skip((profiles[layer] ? 88 : 0) + (levels[layer] ? 8 : 0));
        }
    }
}
