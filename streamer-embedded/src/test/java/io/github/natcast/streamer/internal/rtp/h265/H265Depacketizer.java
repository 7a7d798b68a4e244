package io.github.natcast.streamer.internal.rtp.h265;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** From RTP payloads back to NAL units. */
final class H265Depacketizer {
    private H265Depacketizer() {}

    /** The way back (RFC 7798 §4.4). */
    static List<byte[]> units(List<byte[]> payloads) {
        List<byte[]> units = new ArrayList<>();
        ByteArrayOutputStream fragmented = new ByteArrayOutputStream();
        for (byte[] payload : payloads) {
            int type = H265NalUnitType.of(payload[0]);
            if (type == H265NalUnitType.AGGREGATION_PACKET) {
                for (int position = 2; position < payload.length; ) {
                    int length = (payload[position] & 0xFF) << 8 | (payload[position + 1] & 0xFF);
                    units.add(Arrays.copyOfRange(payload, position + 2, position + 2 + length));
                    position += 2 + length;
                }
            } else if (type == H265NalUnitType.FRAGMENTATION_UNIT) {
                assertThat((payload[2] & 0x80) != 0).isEqualTo(fragmented.size() == 0);
                if (fragmented.size() == 0) {
                    fragmented.write((payload[0] & 0x81) | (payload[2] & 0x3F) << 1);
                    fragmented.write(payload[1]);
                }
                fragmented.write(payload, 3, payload.length - 3);
                if ((payload[2] & 0x40) != 0) {
                    units.add(fragmented.toByteArray());
                    fragmented.reset();
                }
            } else {
                units.add(payload);
            }
        }
        assertThat(fragmented.size()).isZero();
        return units;
    }
}
