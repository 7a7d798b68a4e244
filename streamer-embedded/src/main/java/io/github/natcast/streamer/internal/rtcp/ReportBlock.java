package io.github.natcast.streamer.internal.rtcp;

import io.github.natcast.streamer.internal.rtp.Bytes;

/**
 * What a receiver says of one source (RFC 3550 §6.4.1). Immutable.
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

    static ReportBlock read(byte[] buffer, int offset) {
        return new ReportBlock(
                Bytes.getUnsigned32(buffer, offset),
                buffer[offset + 4] & 0xFF,
                Bytes.get24(buffer, offset + 5) << 8 >> 8,
                Bytes.getUnsigned32(buffer, offset + 8),
                Bytes.getUnsigned32(buffer, offset + 12),
                Bytes.getUnsigned32(buffer, offset + 16),
                Bytes.getUnsigned32(buffer, offset + 20));
    }

    void write(byte[] buffer, int offset) {
        Bytes.put32(buffer, offset, (int) ssrc);
        buffer[offset + 4] = (byte) fractionLost;
        Bytes.put24(buffer, offset + 5, cumulativeLost);
        Bytes.put32(buffer, offset + 8, (int) highestSequenceNumber);
        Bytes.put32(buffer, offset + 12, (int) jitter);
        Bytes.put32(buffer, offset + 16, (int) lastSenderReport);
        Bytes.put32(buffer, offset + 20, (int) delaySinceLastSenderReport);
    }
}
