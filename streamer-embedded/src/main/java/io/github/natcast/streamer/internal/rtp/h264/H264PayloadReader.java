package io.github.natcast.streamer.internal.rtp.h264;

import io.github.natcast.streamer.internal.rtp.NalUnitJoin;
import io.github.natcast.streamer.internal.rtp.PayloadReader;
import java.util.List;
import java.util.Optional;

/**
 * Joins H.264 access units of single NAL units, STAP-A and FU-A (RFC 6184 §5.6, §5.7.1, §5.8), which are packetization
 * modes 0 and 1. The interleaved mode is never negotiated. Immutable.
 */
public final class H264PayloadReader implements PayloadReader {
    private static final int FORBIDDEN_AND_NRI = 0xE0;
    private static final int FU_START = 0x80;
    private static final int FU_END = 0x40;
    private static final int FU_HEADERS = 2;
    private static final int STAP_HEADER = 1;
    private static final int FIRST_UNIT_IN_STAP = 3;
    private static final int LAST_SLICE = 5;
    private static final int LAST_BEFORE_PICTURE = 9;

    @Override
    public boolean isFirst(byte[] payload) {
        return switch (H264NalUnitType.of(payload[0])) {
            case H264NalUnitType.STAP_A -> isFirst(payload, FIRST_UNIT_IN_STAP, FIRST_UNIT_IN_STAP + 1);
            case H264NalUnitType.FU_A ->
                payload.length > FU_HEADERS && (payload[1] & FU_START) != 0 && isFirst(payload, 1, FU_HEADERS);
            default -> isFirst(payload, 0, 1);
        };
    }

    /**
     * What stands before a picture's first slice (ITU-T H.264 §7.4.1.2.3), or that slice: its first_mb_in_slice is 0,
     * which ue(v) codes as one bit that is set.
     */
    private static boolean isFirst(byte[] payload, int header, int content) {
        if (content >= payload.length) {
            return false;
        }
        int type = H264NalUnitType.of(payload[header]);
        return type > LAST_SLICE ? type <= LAST_BEFORE_PICTURE : type > 0 && (payload[content] & 0x80) != 0;
    }

    @Override
    public Optional<byte[]> join(List<byte[]> payloads) {
        NalUnitJoin units = new NalUnitJoin(payloads, H264PayloadReader::isUnit);
        for (byte[] payload : payloads) {
            int type = H264NalUnitType.of(payload[0]);
            if (type == H264NalUnitType.STAP_A) {
                units.units(payload, STAP_HEADER);
            } else if (type == H264NalUnitType.FU_A) {
                fragment(payload, units);
            } else {
                units.unit(payload, 0, payload.length);
            }
        }
        return units.frame();
    }

    private static boolean isUnit(byte first, int length) {
        int type = H264NalUnitType.of(first);
        return type >= 1 && type < H264NalUnitType.STAP_A;
    }

    private static void fragment(byte[] payload, NalUnitJoin units) {
        if (payload.length <= FU_HEADERS) {
            units.refuse();
            return;
        }
        if ((payload[1] & FU_START) != 0) {
            units.beginFragments((byte) ((payload[0] & FORBIDDEN_AND_NRI) | H264NalUnitType.of(payload[1])));
        }
        units.fragment(payload, FU_HEADERS, (payload[1] & FU_END) != 0);
    }
}
