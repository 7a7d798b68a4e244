package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.TokenBucket;
import io.github.natcast.streamer.internal.rtcp.FullIntraRequest;
import io.github.natcast.streamer.internal.rtcp.GenericNack;
import io.github.natcast.streamer.internal.rtcp.PictureLossIndication;
import io.github.natcast.streamer.internal.rtcp.ReceiverEstimatedMaximumBitrate;
import io.github.natcast.streamer.internal.rtcp.ReceiverReport;
import io.github.natcast.streamer.internal.rtcp.ReportBlock;
import io.github.natcast.streamer.internal.rtcp.RtcpPacket;
import io.github.natcast.streamer.internal.rtcp.RtcpReader;
import io.github.natcast.streamer.internal.rtcp.SenderReport;
import io.github.natcast.streamer.internal.rtcp.TransportFeedback;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes each kind of RTCP message of one viewer to where it has effect. Confined to the transport's receive thread. */
final class FeedbackReceiver {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /**
     * Compound packets of one viewer that are read: Chromium sends a NACK each 20 ms at most, transport-wide feedback
     * each 50 ms, and little else. The largest feedback tells of thousands of packets.
     */
    static final int PER_SECOND = 100;

    static final int BURST = 200;

    private final TokenBucket share;
    private final ViewerSender sender;
    private final SenderLoop loop;
    private final NtpClock clock;
    private final Map<Long, Integer> lastFullIntraRequest = new HashMap<>();

    FeedbackReceiver(ViewerSender sender, SenderLoop loop, NtpClock clock) {
        this.sender = sender;
        this.loop = loop;
        this.clock = clock;
        this.share = new TokenBucket(PER_SECOND, BURST, clock.nanoTime());
    }

    void receive(byte[] buffer, int offset, int length) {
        if (!share.take(clock.nanoTime())) {
            sender.refusals.count(Refusal.FEEDBACK_RATE);
            return;
        }
        for (RtcpPacket packet : RtcpReader.read(buffer, offset, length)) {
            if (packet instanceof ReceiverReport report) {
                reports(report.reports());
            } else if (packet instanceof SenderReport report) {
                reports(report.reports());
            } else if (packet instanceof GenericNack nack) {
                lost(nack);
            } else if (packet instanceof TransportFeedback feedback) {
                loop.offer(sender, feedback);
            } else if (packet instanceof ReceiverEstimatedMaximumBitrate estimate) {
                loop.offer(sender, estimate);
            } else if (packet instanceof PictureLossIndication indication) {
                keyFrameRequested(indication.mediaSsrc());
            } else if (packet instanceof FullIntraRequest request) {
                request.entries().forEach(this::fullIntraRequested);
            }
        }
    }

    private void reports(List<ReportBlock> reports) {
        for (ReportBlock report : reports) {
            SendStream stream = sender.streamOf(report.ssrc());
            if (stream != null) {
                stream.counters.lastReport = report;
                if (report.lastSenderReport() != 0) {
                    measureRoundTrip(stream, report);
                }
                if (stream.isVideo()) {
                    loop.offer(stream, report, Math.max(0, stream.counters.roundTripNanos.get()));
                }
            }
        }
    }

    /** Now less LSR less DLSR, in 65536ths of a second, modulo 2^32 (RFC 3550 §6.4.1). */
    private void measureRoundTrip(SendStream stream, ReportBlock report) {
        int elapsed = clock.compactNtp(clock.nanoTime())
                - (int) report.lastSenderReport()
                - (int) report.delaySinceLastSenderReport();
        // Rounding at both ends can make a short round trip negative.
        stream.counters.roundTripNanos.set(Math.max(0, ((long) elapsed * NANOS_PER_SECOND) >> 16));
    }

    private void lost(GenericNack nack) {
        SendStream stream = sender.streamOf(nack.mediaSsrc());
        if (stream != null) {
            loop.offer(stream, nack);
        }
    }

    private void keyFrameRequested(long ssrc) {
        SendStream stream = sender.streamOf(ssrc);
        if (stream != null) {
            StreamCounters.add(stream.counters.keyFrameRequests, 1);
            loop.offerKeyFrameRequest(stream);
        }
    }

    /** The same command sequence number again repeats the request (RFC 5104 §4.3.1.2). */
    private void fullIntraRequested(FullIntraRequest.Entry entry) {
        if (sender.streamOf(entry.ssrc()) != null) {
            Integer last = lastFullIntraRequest.put(entry.ssrc(), entry.commandSequenceNumber());
            if (last == null || last != entry.commandSequenceNumber()) {
                keyFrameRequested(entry.ssrc());
            }
        }
    }
}
