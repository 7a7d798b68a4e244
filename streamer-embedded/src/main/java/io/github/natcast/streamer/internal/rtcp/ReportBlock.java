package io.github.natcast.streamer.internal.rtcp;

import io.github.natcast.streamer.internal.rtp.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * A receiver's report on one source (RFC 3550 §6.4.1). Immutable.
 *
 * @param ssrc the source
 * @param fractionLost lost since the last report, in 256ths
 * @param cumulativeLost lost since the beginning; negative when duplicates arrived
 * @param highestSequenceNumber extended: cycles in the upper 16 bits
 * @param jitter interarrival jitter in units of the RTP timestamp
 * @param lastSenderReport the middle 32 bits of the NTP timestamp of the last sender report, 0 for none yet
 * @param delaySinceLastSenderReport in 65536ths of a second
 */
public record ReportBlock(
        long ssrc,
        int fractionLost,
        int cumulativeLost,
        long highestSequenceNumber,
        long jitter,
        long lastSenderReport,
        long delaySinceLastSenderReport) {

    static final int LENGTH = 24;

    private static ReportBlock read(byte[] buffer, int offset) {
        return new ReportBlock(
                Bytes.getUnsigned32(buffer, offset),
                buffer[offset + 4] & 0xFF,
                Bytes.get24(buffer, offset + 5) << 8 >> 8,
                Bytes.getUnsigned32(buffer, offset + 8),
                Bytes.getUnsigned32(buffer, offset + 12),
                Bytes.getUnsigned32(buffer, offset + 16),
                Bytes.getUnsigned32(buffer, offset + 20));
    }

    /** Reads up to {@code count} blocks that end before {@code end}. */
    static List<ReportBlock> readAll(byte[] buffer, int start, int end, int count) {
        List<ReportBlock> reports = new ArrayList<>();
        for (int position = start; reports.size() < count && position + LENGTH <= end; position += LENGTH) {
            reports.add(read(buffer, position));
        }
        return reports;
    }

    static void writeAll(List<ReportBlock> reports, byte[] buffer, int start) {
        int position = start;
        for (ReportBlock report : reports) {
            report.write(buffer, position);
            position += LENGTH;
        }
    }

    private void write(byte[] buffer, int offset) {
        Bytes.put32(buffer, offset, (int) ssrc);
        buffer[offset + 4] = (byte) fractionLost;
        Bytes.put24(buffer, offset + 5, cumulativeLost);
        Bytes.put32(buffer, offset + 8, (int) highestSequenceNumber);
        Bytes.put32(buffer, offset + 12, (int) jitter);
        Bytes.put32(buffer, offset + 16, (int) lastSenderReport);
        Bytes.put32(buffer, offset + 20, (int) delaySinceLastSenderReport);
    }
}
