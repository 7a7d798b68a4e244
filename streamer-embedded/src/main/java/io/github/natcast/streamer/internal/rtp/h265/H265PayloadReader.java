package io.github.natcast.streamer.internal.rtp.h265;

import io.github.natcast.streamer.internal.rtp.NalUnitJoin;
import io.github.natcast.streamer.internal.rtp.PayloadReader;
import java.util.List;
import java.util.Optional;

/**
 * Joins H.265 access units of single NAL units, aggregation packets and fragmentation units (RFC 7798 §4.4), without
 * decoding order numbers, since sprop-max-don-diff is 0 in WebRTC. Immutable.
 */
public final class H265PayloadReader implements PayloadReader {
    private static final int NAL_UNIT_HEADER = 2;
    private static final int FU_HEADERS = 3;
    private static final int FU_START = 0x80;
    private static final int FU_END = 0x40;
    private static final int FU_TYPE = 0x3F;

    /** The bits of the header's first byte that are not the type. */
    private static final int NOT_TYPE = 0x81;

    private static final int FIRST_UNIT_IN_AGGREGATE = 4;
    private static final int FIRST_NOT_SLICE = 32;
    private static final int ACCESS_UNIT_DELIMITER = H265NalUnitType.ACCESS_UNIT_DELIMITER;
    private static final int PREFIX_SEI = 39;

    @Override
    public boolean isFirst(byte[] payload) {
        return switch (H265NalUnitType.of(payload[0])) {
            case H265NalUnitType.AGGREGATION_PACKET ->
                payload.length > FIRST_UNIT_IN_AGGREGATE
                        && isFirst(
                                payload,
                                H265NalUnitType.of(payload[FIRST_UNIT_IN_AGGREGATE]),
                                FIRST_UNIT_IN_AGGREGATE + NAL_UNIT_HEADER);
            case H265NalUnitType.FRAGMENTATION_UNIT ->
                payload.length > FU_HEADERS
                        && (payload[2] & FU_START) != 0
                        && isFirst(payload, payload[2] & FU_TYPE, FU_HEADERS);
            default -> isFirst(payload, H265NalUnitType.of(payload[0]), NAL_UNIT_HEADER);
        };
    }

    /** Parameter sets, a delimiter or a message before the picture, or a slice with first_slice_segment_in_pic_flag. */
    private static boolean isFirst(byte[] payload, int type, int content) {
        if (content >= payload.length) {
            return false;
        }
        return type < FIRST_NOT_SLICE
                ? (payload[content] & 0x80) != 0
                : type <= ACCESS_UNIT_DELIMITER || type == PREFIX_SEI;
    }

    @Override
    public Optional<byte[]> join(List<byte[]> payloads) {
        NalUnitJoin units = new NalUnitJoin(payloads, H265PayloadReader::isUnit);
        for (byte[] payload : payloads) {
            int type = H265NalUnitType.of(payload[0]);
            if (type == H265NalUnitType.AGGREGATION_PACKET) {
                units.units(payload, NAL_UNIT_HEADER);
            } else if (type == H265NalUnitType.FRAGMENTATION_UNIT) {
                fragment(payload, units);
            } else {
                units.unit(payload, 0, payload.length);
            }
        }
        return units.frame();
    }

    /** PACI (50), which nobody negotiates, is none either. */
    private static boolean isUnit(byte first, int length) {
        return length >= NAL_UNIT_HEADER && H265NalUnitType.of(first) < H265NalUnitType.AGGREGATION_PACKET;
    }

    private static void fragment(byte[] payload, NalUnitJoin units) {
        if (payload.length <= FU_HEADERS) {
            units.refuse();
            return;
        }
        if ((payload[2] & FU_START) != 0) {
            units.beginFragments((byte) ((payload[0] & NOT_TYPE) | (payload[2] & FU_TYPE) << 1), payload[1]);
        }
        units.fragment(payload, FU_HEADERS, (payload[2] & FU_END) != 0);
    }
}
