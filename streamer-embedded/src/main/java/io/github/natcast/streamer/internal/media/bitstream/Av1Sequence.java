package io.github.natcast.streamer.internal.media.bitstream;

/**
 * What a sequence header of AV1 says of the pictures (§5.5.1). Immutable.
 *
 * @param profile seq_profile; 0 is Main, which browsers play
 * @param width the greatest, in pixels
 * @param height the greatest, in pixels
 */
record Av1Sequence(int profile, int width, int height) {

    static Av1Sequence read(byte[] data, int payload) {
        Bits bits = new Bits(data, payload);
        int profile = bits.read(3);
        bits.skip(1); // still_picture
        if (bits.flag()) {
            bits.skip(5); // a reduced header has the level alone
        } else {
            skipOperatingPoints(bits);
        }
        int widthBits = bits.read(4) + 1;
        int heightBits = bits.read(4) + 1;
        return new Av1Sequence(profile, bits.read(widthBits) + 1, bits.read(heightBits) + 1);
    }

    private static void skipOperatingPoints(Bits bits) {
        boolean decoderModel = false;
        int delayBits = 0;
        if (bits.flag()) {
            bits.skip(64); // num_units_in_display_tick, time_scale
            if (bits.flag()) {
                bits.golomb(); // num_ticks_per_picture_minus1
            }
            decoderModel = bits.flag();
            if (decoderModel) {
                delayBits = bits.read(5) + 1;
                bits.skip(32 + 5 + 5);
            }
        }
        boolean displayDelay = bits.flag();
        int points = bits.read(5) + 1;
        for (int i = 0; i < points; i++) {
            bits.skip(12); // operating_point_idc
            if (bits.read(5) > 7) {
                bits.skip(1); // seq_tier
            }
            if (decoderModel && bits.flag()) {
                bits.skip(2 * delayBits + 1);
            }
            if (displayDelay && bits.flag()) {
                bits.skip(4);
            }
        }
    }
}
