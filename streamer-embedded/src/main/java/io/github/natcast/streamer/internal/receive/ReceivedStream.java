package io.github.natcast.streamer.internal.receive;

import io.github.natcast.streamer.internal.media.bitstream.UnitCompleter;
import io.github.natcast.streamer.internal.rtcp.GenericNack;
import io.github.natcast.streamer.internal.rtcp.PictureLossIndication;
import io.github.natcast.streamer.internal.rtcp.RtcpPacket;
import io.github.natcast.streamer.internal.rtcp.SenderReport;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One SSRC's packets on their way to frames: order, what is missing, frames, capture times. A frame is delivered when
 * its last packet is here and all before it were, or were given up. Confined to the receiver's thread.
 */
final class ReceivedStream {
    /** How long a lost packet of pictures is waited for: several round trips. */
    private static final long PATIENCE_NANOS = 600_000_000;

    /** While a key frame is awaited nothing else is shown; what holds it up is given up sooner. */
    private static final long PATIENCE_FOR_KEY_FRAME_NANOS = 250_000_000;

    /** Without retransmission only the order can have changed. */
    private static final long PATIENCE_FOR_ORDER_NANOS = 30_000_000;

    private final ReceivedFormat format;
    private final long ssrc;
    private final ReceivedMedia media;
    private final SequenceExtension sequences = new SequenceExtension();
    private final PacketOrder order = new PacketOrder();
    private final MissingPackets missing = new MissingPackets();
    private final FrameAssembler assembler;
    private final ReceptionStatistics statistics;
    private final StreamClock clock;
    private final KeyFrameRequests keyFrames = new KeyFrameRequests();
    private final @Nullable UnitCompleter completer;
    private boolean needsKeyFrame;
    private long nowNanos;

    ReceivedStream(ReceivedFormat format, long ssrc, CaptureClock clock, ReceivedMedia media) {
        this.format = format;
        this.ssrc = ssrc;
        this.media = media;
        this.clock = new StreamClock(clock, format.clockRate());
        statistics = new ReceptionStatistics(ssrc, format.clockRate());
        completer = format.codec().map(UnitCompleter::new).orElse(null);
        assembler = new FrameAssembler(format.reader(), completer == null, this::onFrame, this::onGap);
        needsKeyFrame = completer != null;
    }

    long ssrc() {
        return ssrc;
    }

    ReceivedFormat format() {
        return format;
    }

    /** A packet of this stream came, by itself or again; {@code payload} is the stream's from now on. */
    void receive(int sequenceNumber, int timestamp, boolean marker, byte[] payload, boolean again, Arrival at) {
        nowNanos = at.nanos();
        long sequence = sequences.extend(sequenceNumber);
        if (!again) {
            statistics.arrived(sequence, timestamp, nowNanos);
            clock.arrived(timestamp, nowNanos, at.wallNtpNanos());
        }
        ReceivedPacket packet = new ReceivedPacket(sequence, timestamp, marker, payload);
        boolean outage = !missing.arrived(sequence, nowNanos);
        PacketOrder.Arrival arrival = outage ? PacketOrder.Arrival.TOO_FAR : order.add(packet);
        if (arrival == PacketOrder.Arrival.TOO_FAR) {
            order.restartAt(sequence);
            missing.forgetBefore(sequence);
            assembler.lose();
            order.add(packet);
        }
        deliver();
    }

    private void deliver() {
        ReceivedPacket packet = order.poll();
        while (packet != null) {
            assembler.add(packet);
            packet = order.poll();
        }
    }

    /** The next packet carries its absolute capture time. */
    void onCaptureTime(int timestamp, long ntpTimestamp) {
        clock.onCaptureTime(timestamp, ntpTimestamp);
    }

    void onSenderReport(SenderReport report, long now) {
        clock.onReport((int) report.rtpTimestamp(), report.ntpTimestamp());
        statistics.onSenderReport(report, now);
    }

    /** Time has passed: what is given up makes room, and what is missing is asked for. */
    void poll(long now, long senderSsrc, Consumer<RtcpPacket> feedback) {
        nowNanos = now;
        if (missing.giveUp(patience(), now)) {
            skip();
        }
        if (format.nack()) {
            List<Integer> lost = missing.request(now);
            if (!lost.isEmpty()) {
                feedback.accept(GenericNack.of(senderSsrc, ssrc, lost));
            }
        }
        if (format.pli() && keyFrames.ask(now)) {
            feedback.accept(new PictureLossIndication(senderSsrc, ssrc));
        }
    }

    /** Goes on behind what was given up; a later packet that is missing still may come. */
    private void skip() {
        while (order.isBlocked() && !missing.contains(order.next())) {
            order.skipMissing();
            assembler.lose();
            deliver();
        }
    }

    private long patience() {
        if (!format.nack()) {
            return PATIENCE_FOR_ORDER_NANOS;
        }
        return needsKeyFrame ? PATIENCE_FOR_KEY_FRAME_NANOS : PATIENCE_NANOS;
    }

    ReceptionStatistics statistics() {
        return statistics;
    }

    void requestKeyFrame() {
        keyFrames.want();
    }

    private void onGap() {
        if (completer != null) {
            needsKeyFrame = true;
            keyFrames.want();
        }
    }

    private void onFrame(ReceivedFrame frame) {
        long captured = clock.nanos(frame.timestamp(), nowNanos);
        if (completer == null) {
            media.onOpus(frame.data(), captured);
            return;
        }
        completer.complete(frame.data(), false, captured).ifPresent(unit -> {
            if (unit.keyFrame()) {
                needsKeyFrame = false;
                keyFrames.came();
            }
            if (needsKeyFrame) {
                keyFrames.want();
            } else {
                media.onVideo(unit);
            }
        });
    }
}
