package io.github.natcast.streamer.internal.rtcp;

import io.github.natcast.streamer.internal.rtp.Bytes;
import java.util.List;

/**
 * RR (RFC 3550 §6.4.2). Immutable.
 *
 * @param ssrc the receiver
 * @param reports one per source that it receives; at most 31
 */
public record ReceiverReport(long ssrc, List<ReportBlock> reports) implements RtcpPacket {
    static final int FIXED_LENGTH = 8;

    public ReceiverReport {
        reports = List.copyOf(reports);
    }

    @Override
    public int encodedLength() {
        return FIXED_LENGTH + ReportBlock.LENGTH * reports.size();
    }

    @Override
    public void write(byte[] buffer, int offset) {
        RtcpPacket.writeHeader(buffer, offset, reports.size(), RtcpType.RECEIVER_REPORT, encodedLength());
        Bytes.put32(buffer, offset + 4, (int) ssrc);
        ReportBlock.writeAll(reports, buffer, offset + FIXED_LENGTH);
    }
}
