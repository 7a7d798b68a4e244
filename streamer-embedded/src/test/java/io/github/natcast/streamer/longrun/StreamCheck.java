package io.github.natcast.streamer.longrun;

import io.github.natcast.streamer.internal.rtp.RtpHeader;
import io.github.natcast.streamer.internal.rtp.SequenceNumbers;

/**
 * What a receiver sees of one RTP stream: whether sequence numbers and timestamps continue without a break across every
 * wrap. Confined to the sender thread.
 */
final class StreamCheck {
    private final int clockRate;
    private boolean any;
    private int nextSequenceNumber;
    private int lastTimestamp;
    private long index;
    private long ticks;
    private long packets;
    private long frames;
    private long breaks;
    private long smallestStep = Long.MAX_VALUE;
    private long largestStep;
    private long wraps;
    private long timestampWraps;
    private boolean reported;
    private long firstNtp;
    private long ticksAtFirstReport;
    private double largestReportError;

    StreamCheck(int clockRate) {
        this.clockRate = clockRate;
    }

    /** Returns the packet's SRTP index: roll-over counter and sequence number (RFC 3711 §3.3.1). */
    long rtp(RtpHeader header) {
        int number = header.sequenceNumber();
        if (!any) {
            any = true;
            index = number;
            lastTimestamp = header.timestamp();
            frames = 1;
        } else {
            breaks += number == nextSequenceNumber ? 0 : 1;
            wraps += number < (int) (index & 0xFFFF) ? 1 : 0;
            index += SequenceNumbers.distance((int) (index & 0xFFFF), number);
            step(header.timestamp());
        }
        nextSequenceNumber = SequenceNumbers.next(number);
        packets++;
        return index;
    }

    private void step(int timestamp) {
        int step = timestamp - lastTimestamp;
        if (step != 0) {
            frames++;
            smallestStep = Math.min(smallestStep, step);
            largestStep = Math.max(largestStep, step);
            timestampWraps += Integer.compareUnsigned(timestamp, lastTimestamp) < 0 ? 1 : 0;
        }
        ticks += step;
        lastTimestamp = timestamp;
    }

    /** Takes a sender report (RFC 3550 §6.4.1), whose two clocks must run equally fast. */
    void report(long ntp, long rtp) {
        if (!any) {
            return;
        }
        long reported = ticks + ((int) rtp - lastTimestamp);
        if (!this.reported) {
            this.reported = true;
            firstNtp = ntp;
            ticksAtFirstReport = reported;
        }
        // 32.32 seconds; the difference is right across the end of NTP's era as well.
        double seconds = (ntp - firstNtp) / 4294967296.0;
        largestReportError = Math.max(
                largestReportError, Math.abs(reported - ticksAtFirstReport - seconds * clockRate) * 1000 / clockRate);
    }

    StreamSummary summary() {
        return new StreamSummary(
                packets, frames, breaks, wraps, timestampWraps, smallestStep, largestStep, ticks, largestReportError);
    }
}
