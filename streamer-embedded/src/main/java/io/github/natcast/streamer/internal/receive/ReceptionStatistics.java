package io.github.natcast.streamer.internal.receive;

import io.github.natcast.streamer.internal.rtcp.ReportBlock;
import io.github.natcast.streamer.internal.rtcp.SenderReport;

/** What a receiver reports of one stream (RFC 3550 §6.4.1, §A.3, §A.8). Confined to its stream's thread. */
final class ReceptionStatistics {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int MOST_LOST = 0x7F_FFFF;

    private final long ssrc;
    private final int clockRate;
    private long first = -1;
    private long highest = -1;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private int lastTransit;
    private double jitter;
    private long lastSenderReport;
    private long senderReportNanos;

    ReceptionStatistics(long ssrc, int clockRate) {
        this.ssrc = ssrc;
        this.clockRate = clockRate;
    }

    /**
     * A packet of the stream itself came, not one that is sent again.
     *
     * @param sequence as {@link SequenceExtension} has it
     */
    void arrived(long sequence, int timestamp, long nowNanos) {
        int transit = ticks(nowNanos) - timestamp;
        if (first < 0) {
            first = sequence;
        } else {
            jitter += (Math.abs(transit - lastTransit) - jitter) / 16; // the difference of what wraps
        }
        lastTransit = transit;
        highest = Math.max(highest, sequence);
        received++;
    }

    void onSenderReport(SenderReport report, long nowNanos) {
        lastSenderReport = report.ntpTimestamp() >>> 16 & 0xFFFF_FFFFL;
        senderReportNanos = nowNanos;
    }

    /** Whether there is anything to report. */
    boolean hasBegun() {
        return first >= 0;
    }

    /** The report since the last one. */
    ReportBlock report(long nowNanos) {
        long expected = highest - first + 1;
        long expectedNow = expected - expectedBefore;
        long lostNow = expectedNow - (received - receivedBefore);
        expectedBefore = expected;
        receivedBefore = received;
        int fraction = expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
        long delay = lastSenderReport == 0 ? 0 : (nowNanos - senderReportNanos) * 65_536 / NANOS_PER_SECOND;
        return new ReportBlock(
                ssrc,
                fraction,
                (int) Math.max(-MOST_LOST, Math.min(MOST_LOST, expected - received)),
                highest - SequenceExtension.FIRST_CYCLE & 0xFFFF_FFFFL,
                (long) jitter,
                lastSenderReport,
                delay & 0xFFFF_FFFFL);
    }

    /** Of the stream's clock; their origin does not matter. */
    private int ticks(long nanos) {
        return (int) (Math.floorDiv(nanos, NANOS_PER_SECOND) * clockRate
                + Math.floorMod(nanos, NANOS_PER_SECOND) * clockRate / NANOS_PER_SECOND);
    }
}
