package io.github.natcast.streamer.internal.rtp.h265;

/** nal_unit_type values (ITU-T H.265 table 7-1, RFC 7798 §1.1.4 and §4.4) that packetization distinguishes. */
final class H265NalUnitType {
    static final int ACCESS_UNIT_DELIMITER = 35;
    static final int END_OF_SEQUENCE = 36;
    static final int END_OF_BITSTREAM = 37;
    static final int FILLER_DATA = 38;
    static final int AGGREGATION_PACKET = 48;
    static final int FRAGMENTATION_UNIT = 49;

    private H265NalUnitType() {}

    /** Bits 1 to 6 of a unit's first byte. */
    static int of(byte header) {
        return header >>> 1 & 0x3F;
    }

    /** Whether a decoder of RTP does not need such a unit, as with H.264. */
    static boolean isDropped(int type) {
        return switch (type) {
            case ACCESS_UNIT_DELIMITER, END_OF_SEQUENCE, END_OF_BITSTREAM, FILLER_DATA -> true;
            default -> false;
        };
    }
}
