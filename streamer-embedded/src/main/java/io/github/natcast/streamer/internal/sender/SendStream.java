package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rtcp.GenericNack;
import io.github.natcast.streamer.internal.rtcp.SenderReport;
import io.github.natcast.streamer.internal.rtp.PacketSizes;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.srtp.PacketProtector;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.ArrayDeque;
import java.util.List;

/**
 * One stream to one viewer: stamps, keeps, protects and sends its packets. Confined to the viewer's sender thread,
 * except for its counters.
 */
final class SendStream {
    /** How long a key frame may take before it is requested again: the encoder may have been replaced meanwhile. */
    private static final long KEY_FRAME_PATIENCE_NANOS = 500_000_000;

    final ViewerSender sender;
    final StreamParameters parameters;
    final Broadcast broadcast;
    final StreamCounters counters = new StreamCounters();

    /** Whether {@link Pacing}, which owns this, looks after the packets that wait. */
    boolean paced;

    private final PacketProtector protector;
    private final MediaEgress egress;
    private final RtpStamp stamp;
    private final Retransmitter retransmitter;
    private final PacketRun run = new PacketRun();
    private final int burstPackets;

    /** Frames not yet sent to their end; {@link #nextPacket} belongs to the first. */
    private final ArrayDeque<PacketizedFrame> waiting = new ArrayDeque<>(2);

    private int nextPacket;
    private int waitingPackets;
    private boolean joined;
    private boolean started;
    private long requestedNanos;

    SendStream(
            ViewerSender sender,
            StreamParameters parameters,
            Broadcast broadcast,
            RtpStamp stamp,
            MediaEgress egress,
            FanoutSettings settings) {
        this.sender = sender;
        this.parameters = parameters;
        this.broadcast = broadcast;
        this.stamp = stamp;
        this.protector = sender.protector;
        this.egress = egress;
        this.retransmitter = new Retransmitter(egress, counters, settings);
        this.burstPackets = settings.burstPackets();
    }

    /** Whether a key frame was sent; everything after it is sent, too. */
    boolean started() {
        return started;
    }

    /** Starts with the running group of pictures, or requests a key frame if {@code frames} is empty; only once. */
    void join(List<PacketizedFrame> frames, MediaPath path, long now) {
        if (joined || started) {
            return;
        }
        joined = true;
        if (frames.isEmpty()) {
            requestKeyFrame(now);
        }
        for (PacketizedFrame frame : frames) {
            send(frame, path, now);
        }
    }

    /** Sends a frame, unless it depends on one that this viewer has not got. */
    void send(PacketizedFrame frame, MediaPath path, long now) {
        if (!started && !frame.keyFrame()) {
            StreamCounters.add(counters.framesSkipped, 1);
            requestKeyFrameAgain(now);
            return;
        }
        started = true;
        boolean behind = waitingPackets > 0;
        waiting.add(frame);
        waitingPackets += frame.packetCount();
        if (!behind) {
            sendWaiting(burstPackets, path, now);
        }
    }

    /** Packets that have not left yet, because more than a burst came at once. */
    int waitingPackets() {
        return waitingPackets;
    }

    /** Sends up to {@code atMost} of the packets that wait. */
    void sendWaiting(int atMost, MediaPath path, long now) {
        for (int sent = 0; sent < atMost && waitingPackets > 0; sent++) {
            PacketizedFrame frame = waiting.element();
            sendPacket(frame, nextPacket++, path, now);
            waitingPackets--;
            if (nextPacket == frame.packetCount()) {
                waiting.remove();
                nextPacket = 0;
                StreamCounters.add(counters.framesSent, 1);
            }
        }
        flush(path);
    }

    private void flush(MediaPath path) {
        StreamCounters.add(counters.packetsRefused, run.count() - run.send(egress, path));
    }

    private void sendPacket(PacketizedFrame frame, int index, MediaPath path, long now) {
        int payloadLength = frame.length(index);
        int room = PacketSizes.RTP_HEADER
                + PacketSizes.MAXIMUM_HEADER_EXTENSIONS
                + payloadLength
                + PacketProtector.MAXIMUM_OVERHEAD;
        int offset = retransmitter.reserve(room, now);
        byte[] buffer = retransmitter.buffer();
        if (!run.endsAt(buffer, offset)) {
            flush(path);
        }
        int sequenceNumber = stamp.nextSequenceNumber();
        int headerLength = stamp.write(frame, index, buffer, offset);
        System.arraycopy(frame.bytes(), frame.offset(index), buffer, offset + headerLength, payloadLength);
        int protectedLength = protector.protectRtp(buffer, offset, headerLength + payloadLength);
        retransmitter.sent(sequenceNumber, protectedLength, now);
        StreamCounters.add(counters.packetsSent, 1);
        StreamCounters.add(counters.bytesSent, payloadLength);
        if (!run.takes(protectedLength)) {
            flush(path);
        }
        run.add(buffer, offset, protectedLength);
    }

    /**
     * Sends lost packets again. When one is no longer kept, as after an interruption, only a key frame mends the
     * picture; browsers ask for one only after some seconds.
     */
    void retransmit(GenericNack nack, MediaPath path, long now) {
        nack.forEachLost(lost -> {
            if (!retransmitter.retransmit(lost, path, now)) {
                requestKeyFrameAgain(now);
            }
        });
    }

    /** The stream's clocks at one instant; packets sent again do not count (RFC 3550 §6.4.1). */
    SenderReport senderReport(NtpClock clock, long now) {
        return new SenderReport(
                parameters.ssrc(),
                clock.ntpTimestamp(now),
                stamp.timestamp(now) & 0xFFFF_FFFFL,
                counters.packetsSent.getPlain(),
                counters.bytesSent.getPlain(),
                List.of());
    }

    private void requestKeyFrameAgain(long now) {
        if (now - requestedNanos >= KEY_FRAME_PATIENCE_NANOS) {
            requestKeyFrame(now);
        }
    }

    private void requestKeyFrame(long now) {
        requestedNanos = now;
        broadcast.requestKeyFrame();
    }
}
