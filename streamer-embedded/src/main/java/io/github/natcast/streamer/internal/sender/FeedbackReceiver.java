package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rtcp.FullIntraRequest;
import io.github.natcast.streamer.internal.rtcp.GenericNack;
import io.github.natcast.streamer.internal.rtcp.PictureLossIndication;
import io.github.natcast.streamer.internal.rtcp.ReceiverReport;
import io.github.natcast.streamer.internal.rtcp.ReportBlock;
import io.github.natcast.streamer.internal.rtcp.RtcpPacket;
import io.github.natcast.streamer.internal.rtcp.RtcpReader;
import io.github.natcast.streamer.internal.rtcp.SenderReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What one viewer says in RTCP, each kind to where it takes effect. Confined to the transport's receive thread. */
final class FeedbackReceiver {
    /** NACK messages of one viewer that may wait for its sender thread: a flood does not crowd out the others'. */
    private static final int MAXIMUM_WAITING_NACKS = 8;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final ViewerSender sender;
    private final SenderLoop loop;
    private final NtpClock clock;
    private final AtomicInteger waitingNacks = new AtomicInteger();
    private final Map<Long, Integer> lastFullIntraRequest = new HashMap<>();

    FeedbackReceiver(ViewerSender sender, SenderLoop loop, NtpClock clock) {
        this.sender = sender;
        this.loop = loop;
        this.clock = clock;
    }

    void receive(byte[] buffer, int offset, int length) {
        for (RtcpPacket packet : RtcpReader.read(buffer, offset, length)) {
            if (packet instanceof ReceiverReport report) {
                reports(report.reports());
            } else if (packet instanceof SenderReport report) {
                reports(report.reports());
            } else if (packet instanceof GenericNack nack) {
                lost(nack);
            } else if (packet instanceof PictureLossIndication indication) {
                keyFrameWanted(indication.mediaSsrc());
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
            }
        }
    }

    /** Now less LSR less DLSR, in 65536ths of a second, modulo 2^32 (RFC 3550 §6.4.1). */
    private void measureRoundTrip(SendStream stream, ReportBlock report) {
        int elapsed = clock.compactNtp(clock.nanoTime())
                - (int) report.lastSenderReport()
                - (int) report.delaySinceLastSenderReport();
        // Rounding at both ends can make a short way look negative.
        stream.counters.roundTripNanos.set(Math.max(0, ((long) elapsed * NANOS_PER_SECOND) >> 16));
    }

    private void lost(GenericNack nack) {
        SendStream stream = sender.streamOf(nack.mediaSsrc());
        if (stream != null && waitingNacks.get() < MAXIMUM_WAITING_NACKS) {
            waitingNacks.incrementAndGet();
            if (!loop.offer(new SenderLoop.QueuedNack(sender, stream, nack, waitingNacks))) {
                waitingNacks.decrementAndGet();
            }
        }
    }

    private void keyFrameWanted(long ssrc) {
        SendStream stream = sender.streamOf(ssrc);
        if (stream != null) {
            StreamCounters.add(stream.counters.keyFrameRequests, 1);
            stream.broadcast.requestKeyFrame();
        }
    }

    /** The same command sequence number again is a repetition of the request (RFC 5104 §4.3.1.2). */
    private void fullIntraRequested(FullIntraRequest.Entry entry) {
        if (sender.streamOf(entry.ssrc()) != null) {
            Integer last = lastFullIntraRequest.put(entry.ssrc(), entry.commandSequenceNumber());
            if (last == null || last != entry.commandSequenceNumber()) {
                keyFrameWanted(entry.ssrc());
            }
        }
    }
}
