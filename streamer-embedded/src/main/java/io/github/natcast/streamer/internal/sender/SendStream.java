package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rtcp.SenderReport;
import io.github.natcast.streamer.internal.rtp.PacketSizes;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.srtp.PacketProtector;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.ArrayDeque;
import java.util.List;

/**
 * One stream to one viewer: stamp, remember, protect, send. Confined to the viewer's sender thread, but for its
 * counters.
 */
final class SendStream {
    /** Asked for again when a key frame does not come: the encoder may have been replaced meanwhile. */
    private static final long KEY_FRAME_PATIENCE_NANOS = 500_000_000;

    /** Before a round trip is known, and at least: one Chromium NACK interval. */
    private static final long DEFAULT_RESEND_INTERVAL_NANOS = 20_000_000;

    private static final long MAXIMUM_RESEND_INTERVAL_NANOS = 500_000_000;

    final StreamParameters parameters;
    final Broadcast broadcast;
    final StreamCounters counters = new StreamCounters();

    /** Whether {@link Pacing}, which owns this, looks after the packets that wait. */
    boolean paced;

    private final PacketProtector protector;
    private final MediaEgress egress;
    private final RetransmissionCache cache;
    private final RetransmissionBudget budget;
    private final RtpStamp stamp;
    private final PacketRun run = new PacketRun();
    private final int burstPackets;

    /** Frames not yet sent to their end; of the first, the packet that is next. */
    private final ArrayDeque<PacketizedFrame> waiting = new ArrayDeque<>(2);

    private int nextPacket;
    private int waitingPackets;
    private boolean joined;
    private boolean started;
    private long requestedNanos;

    SendStream(
            StreamParameters parameters,
            Broadcast broadcast,
            RtpStamp stamp,
            PacketProtector protector,
            MediaEgress egress,
            FanoutSettings settings) {
        this.parameters = parameters;
        this.broadcast = broadcast;
        this.stamp = stamp;
        this.protector = protector;
        this.egress = egress;
        this.cache =
                new RetransmissionCache(settings.retransmissionHistory().toNanos(), settings.retransmissionMemory());
        this.budget = new RetransmissionBudget(settings.retransmissionShare());
        this.burstPackets = settings.burstPackets();
    }

    /** Whether a key frame was sent, and with it everything after. */
    boolean started() {
        return started;
    }

    /** Starts with the running group of pictures, or asks for a key frame when {@code frames} is empty; once. */
    void join(List<PacketizedFrame> frames, MediaPath path, long now) {
        if (joined || started) {
            return;
        }
        joined = true;
        if (frames.isEmpty()) {
            askForKeyFrame(now);
        }
        for (PacketizedFrame frame : frames) {
            send(frame, path, now);
        }
    }

    /** A frame that depends on one this viewer has not got is not sent. */
    void send(PacketizedFrame frame, MediaPath path, long now) {
        if (!started && !frame.keyFrame()) {
            StreamCounters.add(counters.framesSkipped, 1);
            if (now - requestedNanos >= KEY_FRAME_PATIENCE_NANOS) {
                askForKeyFrame(now);
            }
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

    /** Packets of frames begun or queued that have not left yet: more than a burst came at once. */
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
        int offset = cache.reserve(room, now);
        byte[] buffer = cache.buffer();
        if (!run.endsAt(buffer, offset)) {
            flush(path);
        }
        int sequenceNumber = stamp.nextSequenceNumber();
        int headerLength = stamp.write(frame, index, buffer, offset);
        System.arraycopy(frame.bytes(), frame.offset(index), buffer, offset + headerLength, payloadLength);
        int protectedLength = protector.protectRtp(buffer, offset, headerLength + payloadLength);
        cache.commit(sequenceNumber, protectedLength, now);
        budget.sent(protectedLength);
        StreamCounters.add(counters.packetsSent, 1);
        StreamCounters.add(counters.bytesSent, payloadLength);
        if (!run.takes(protectedLength)) {
            flush(path);
        }
        run.add(buffer, offset, protectedLength);
    }

    /**
     * Sends the same protected bytes again, unless they are on their way or beyond the budget. When they are gone, as
     * after an interruption, only a key frame mends the picture; browsers ask for one after some seconds.
     */
    void sendAgain(int lostSequenceNumber, MediaPath path, long now) {
        StreamCounters.add(counters.nackedPackets, 1);
        int slot = cache.find(lostSequenceNumber);
        if (slot < 0 && now - requestedNanos >= KEY_FRAME_PATIENCE_NANOS) {
            askForKeyFrame(now);
        }
        boolean due = slot >= 0 && now - cache.sentNanos(slot) >= resendIntervalNanos();
        if (!due || !budget.take(cache.length(slot))) {
            StreamCounters.add(counters.resendsRefused, 1);
            return;
        }
        cache.sentAgain(slot, now);
        StreamCounters.add(counters.packetsResent, 1);
        if (!egress.send(cache.buffer(), cache.offset(slot), cache.length(slot), path)) {
            StreamCounters.add(counters.packetsRefused, 1);
        }
    }

    /** The stream's clocks at one instant; the counts are those of RFC 3550 §6.4.1, without packets sent again. */
    SenderReport senderReport(NtpClock clock, long now) {
        return new SenderReport(
                parameters.ssrc(),
                clock.ntpTimestamp(now),
                stamp.timestamp(now) & 0xFFFF_FFFFL,
                counters.packetsSent.getPlain(),
                counters.bytesSent.getPlain(),
                List.of());
    }

    private void askForKeyFrame(long now) {
        requestedNanos = now;
        broadcast.requestKeyFrame();
    }

    /** A packet cannot be asked for again in earnest before its repetition has had a round trip's time. */
    private long resendIntervalNanos() {
        long roundTrip = counters.roundTripNanos.get();
        return Math.max(DEFAULT_RESEND_INTERVAL_NANOS, Math.min(roundTrip, MAXIMUM_RESEND_INTERVAL_NANOS));
    }
}
