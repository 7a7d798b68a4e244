package io.github.natcast.streamer.internal.rtcp;

import io.github.natcast.streamer.internal.rtp.Bytes;
import java.util.ArrayList;
import java.util.List;

/** BYE (RFC 3550 §6.6), without a reason: these sources, at most 31, send no more. Immutable. */
public record Goodbye(List<Long> ssrcs) implements RtcpPacket {

    public Goodbye {
        ssrcs = List.copyOf(ssrcs);
    }

    @Override
    public int encodedLength() {
        return 4 + 4 * ssrcs.size();
    }

    @Override
    public void write(byte[] buffer, int offset) {
        RtcpPacket.writeHeader(buffer, offset, ssrcs.size(), RtcpType.GOODBYE, encodedLength());
        int position = offset + 4;
        for (long ssrc : ssrcs) {
            Bytes.put32(buffer, position, (int) ssrc);
            position += 4;
        }
    }

    static Goodbye read(byte[] buffer, int offset, int end, int count) {
        List<Long> ssrcs = new ArrayList<>();
        for (int position = offset + 4; ssrcs.size() < count && position + 4 <= end; position += 4) {
            ssrcs.add(Bytes.getUnsigned32(buffer, position));
        }
        return new Goodbye(ssrcs);
    }
}
