package io.github.natcast.streamer.internal.rtp.h264;

/** nal_unit_type values (ITU-T H.264 table 7-1, RFC 6184 §5.2) that packetization distinguishes. */
final class H264NalUnitType {
    static final int ACCESS_UNIT_DELIMITER = 9;
    static final int END_OF_SEQUENCE = 10;
    static final int END_OF_STREAM = 11;
    static final int FILLER_DATA = 12;
    static final int STAP_A = 24;
    static final int FU_A = 28;

    private H264NalUnitType() {}

    /** nal_unit_type: the low five bits of a unit's first byte. */
    static int of(byte header) {
        return header & 0x1F;
    }

    /**
     * Whether a decoder of RTP does not need such a unit: the marker bit ends an access unit, the stream goes on after
     * an "end", and filler only fills up a constant rate.
     */
    static boolean isDropped(int type) {
        return switch (type) {
            case ACCESS_UNIT_DELIMITER, END_OF_SEQUENCE, END_OF_STREAM, FILLER_DATA -> true;
            default -> false;
        };
    }
}
