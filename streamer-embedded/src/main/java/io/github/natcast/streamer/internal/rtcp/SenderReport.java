package io.github.natcast.streamer.internal.rtcp;

import io.github.natcast.streamer.internal.rtp.Bytes;
import java.util.List;

/**
 * SR (RFC 3550 §6.4.1). Immutable.
 *
 * @param ssrc the sender
 * @param ntpTimestamp 32.32 fixed-point seconds since 1900
 * @param rtpTimestamp the same instant on the stream's media clock, 32 bits, unsigned
 * @param packetCount packets sent, modulo 2^32
 * @param octetCount bytes of payload sent, modulo 2^32
 * @param reports on what the sender itself receives; at most 31
 */
public record SenderReport(
        long ssrc, long ntpTimestamp, long rtpTimestamp, long packetCount, long octetCount, List<ReportBlock> reports)
        implements RtcpPacket {

    static final int FIXED_LENGTH = 28;

    public SenderReport {
        reports = List.copyOf(reports);
    }

    @Override
    public int encodedLength() {
        return FIXED_LENGTH + ReportBlock.LENGTH * reports.size();
    }

    @Override
    public void write(byte[] buffer, int offset) {
        RtcpPacket.writeHeader(buffer, offset, reports.size(), RtcpType.SENDER_REPORT, encodedLength());
        Bytes.put32(buffer, offset + 4, (int) ssrc);
        Bytes.put64(buffer, offset + 8, ntpTimestamp);
        Bytes.put32(buffer, offset + 16, (int) rtpTimestamp);
        Bytes.put32(buffer, offset + 20, (int) packetCount);
        Bytes.put32(buffer, offset + 24, (int) octetCount);
        ReportBlock.writeAll(reports, buffer, offset + FIXED_LENGTH);
    }
}
