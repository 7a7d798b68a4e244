package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rtcp.Goodbye;
import io.github.natcast.streamer.internal.rtcp.RtcpPacket;
import io.github.natcast.streamer.internal.rtcp.SenderReport;
import io.github.natcast.streamer.internal.rtcp.SourceDescription;
import io.github.natcast.streamer.internal.srtp.PacketProtector;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/**
 * Sends a loop's viewers their sender reports and farewells. Confined to the sender thread. A viewer's first report
 * follows its first frame at once, so that the player can synchronise; the next ones follow after half to one and a
 * half times the interval (RFC 3550 §6.2), so that viewers who came together drift apart.
 */
final class SenderReports {
    private static final int BUFFER_LENGTH = 2048;

    private final long intervalNanos;
    private final NtpClock clock;
    private final RandomGenerator random;
    private final BiConsumer<ViewerSender, RuntimeException> onFailure;
    private final Map<ViewerSender, Schedule> schedules = new LinkedHashMap<>();
    private final byte[] buffer = new byte[BUFFER_LENGTH];
    private long earliestNanos;

    SenderReports(
            long intervalNanos,
            NtpClock clock,
            RandomGenerator random,
            BiConsumer<ViewerSender, RuntimeException> onFailure) {
        this.intervalNanos = intervalNanos;
        this.clock = clock;
        this.random = random;
        this.onFailure = onFailure;
    }

    private static final class Schedule {
        long nextNanos;
    }

    /** Reports to the viewer in the next round, since one more of its streams has begun. */
    void started(ViewerSender sender, long now) {
        schedules.computeIfAbsent(sender, key -> new Schedule()).nextNanos = now;
        earliestNanos = now;
    }

    void remove(ViewerSender sender) {
        schedules.remove(sender);
    }

    /** Sends the reports that are due; returns how many. */
    int send(long now) {
        if (schedules.isEmpty() || now - earliestNanos < 0) {
            return 0;
        }
        earliestNanos = now + intervalNanos;
        int sent = 0;
        for (Map.Entry<ViewerSender, Schedule> entry : schedules.entrySet()) {
            Schedule schedule = entry.getValue();
            if (now - schedule.nextNanos >= 0 && entry.getKey().isSending()) {
                schedule.nextNanos = now + intervalNanos / 2 + random.nextLong(intervalNanos + 1);
                sent++;
                try {
                    send(entry.getKey(), clock.nanoTime(), false);
                } catch (RuntimeException e) {
                    onFailure.accept(entry.getKey(), e);
                }
            }
            if (schedule.nextNanos - earliestNanos < 0) {
                earliestNanos = schedule.nextNanos;
            }
        }
        return sent;
    }

    /** Sends a compound of reports and BYE (RFC 3550 §6.1, §6.6), unless nothing was ever sent to the viewer. */
    void sayGoodbye(ViewerSender sender) {
        if (schedules.containsKey(sender)) {
            send(sender, clock.nanoTime(), true);
        }
    }

    private static void describe(long ssrc, SendStream stream, List<SourceDescription.Chunk> chunks, List<Long> ssrcs) {
        chunks.add(new SourceDescription.Chunk(ssrc, stream.parameters.cname()));
        ssrcs.add(ssrc);
    }

    /** The stream's clocks at one instant; packets sent again do not count (RFC 3550 §6.4.1). */
    private SenderReport report(SendStream stream, long now) {
        return new SenderReport(
                stream.parameters.ssrc(),
                clock.ntpTimestamp(now),
                stream.timestamp(now) & 0xFFFF_FFFFL,
                stream.counters.packetsSent.getPlain(),
                stream.counters.bytesSent.getPlain(),
                List.of());
    }

    private void send(ViewerSender sender, long now, boolean goodbye) {
        MediaPath path = sender.currentPath();
        if (path == null) {
            return;
        }
        List<RtcpPacket> packets = new ArrayList<>();
        List<SourceDescription.Chunk> chunks = new ArrayList<>();
        List<Long> ssrcs = new ArrayList<>();
        for (SendStream stream : sender.streams()) {
            if (stream.started()) {
                packets.add(report(stream, now));
                describe(stream.parameters.ssrc(), stream, chunks, ssrcs);
                // A source of its own, of the same CNAME (RFC 4588 §5.2, RFC 3550 §6.1).
                stream.parameters.retransmission().ifPresent(rtx -> describe(rtx.ssrc(), stream, chunks, ssrcs));
            }
        }
        packets.add(new SourceDescription(chunks));
        if (goodbye) {
            packets.add(new Goodbye(ssrcs));
        }
        int length = packets.stream().mapToInt(RtcpPacket::encodedLength).sum();
        if (length + PacketProtector.MAXIMUM_OVERHEAD > BUFFER_LENGTH) {
            throw new IllegalStateException("a report on " + ssrcs.size() + " sources takes " + length + " bytes");
        }
        RtcpPacket.writeCompound(packets, buffer, 0);
        sender.egress.send(buffer, 0, sender.protector.protectRtcp(buffer, 0, length), path);
    }
}
