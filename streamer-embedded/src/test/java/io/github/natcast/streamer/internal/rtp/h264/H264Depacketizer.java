package io.github.natcast.streamer.internal.rtp.h264;

import io.github.natcast.streamer.internal.rtp.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The way back, for tests: payloads of one access unit to NAL units (RFC 6184 §5.6 to §5.8). Strict. */
public final class H264Depacketizer {
    private H264Depacketizer() {}

    public static List<byte[]> units(List<byte[]> payloads) {
        List<byte[]> units = new ArrayList<>();
        ByteArrayOutputStream fragmented = null;
        for (byte[] payload : payloads) {
            int type = payload[0] & 0x1F;
            if (type == H264NalUnitType.STAP_A) {
                int position = 1;
                while (position < payload.length) {
                    int length = Bytes.get16(payload, position);
                    units.add(Arrays.copyOfRange(payload, position + 2, position + 2 + length));
                    position += 2 + length;
                }
                require(position == payload.length, "STAP-A sizes fill the payload");
            } else if (type == H264NalUnitType.FU_A) {
                boolean start = (payload[1] & 0x80) != 0;
                require(start == (fragmented == null), "the start bit stands on the first fragment only");
                require((payload[1] & 0xC0) != 0xC0, "one fragment is not both start and end");
                require((payload[1] & 0x20) == 0, "the reserved bit is 0");
                if (fragmented == null) {
                    fragmented = new ByteArrayOutputStream();
                    fragmented.write((payload[0] & 0xE0) | (payload[1] & 0x1F));
                }
                fragmented.write(payload, 2, payload.length - 2);
                if ((payload[1] & 0x40) != 0) {
                    units.add(fragmented.toByteArray());
                    fragmented = null;
                }
            } else {
                require(fragmented == null, "no unit comes between fragments");
                require(type >= 1 && type <= 23, "a single unit has type 1 to 23");
                units.add(payload);
            }
        }
        require(fragmented == null, "the last fragment has the end bit");
        return units;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new AssertionError("broken: " + rule);
        }
    }
}
