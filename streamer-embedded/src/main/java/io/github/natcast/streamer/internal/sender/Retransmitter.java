package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.rate.RateControl.PacketKind;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.rtp.SequenceNumbers;
import io.github.natcast.streamer.internal.transport.MediaPath;
import org.jspecify.annotations.Nullable;

/**
 * Sends one stream's packets again: those that the viewer reports lost, and, as a probe's padding, the last ones. Knows
 * when a repetition is due, and bounds repetitions to a share of what is sent, so that they do not fill a path that is
 * too narrow. Confined to the viewer's sender thread; owned by its {@link SendStream}.
 *
 * <p>With a retransmission stream (RFC 4588) each is a packet of its own. Without, the very same bytes are made again.
 */
final class Retransmitter {
    /** Before a round trip is known, and at least: one Chromium NACK interval. */
    private static final long MINIMUM_INTERVAL_NANOS = 20_000_000;

    private static final long MAXIMUM_INTERVAL_NANOS = 500_000_000;

    /** Enough to repair a key frame's first burst of losses. */
    private static final double INITIAL_BUDGET_BYTES = 32 * 1024;

    private static final double MAXIMUM_BUDGET_BYTES = 64 * 1024;

    /** Padding repeats one of so many last packets: a receiver's jitter buffer drops those at once. */
    private static final int PADDING_PACKETS = 16;

    private final ViewerOutlet outlet;
    private final RtpPacketWriter writer;
    private final SentPackets sent;
    private final StreamCounters counters;
    private final StreamParameters.@Nullable Retransmission stream;
    private final RefusalCounts refusals;
    private final double share;
    private double budgetBytes = INITIAL_BUDGET_BYTES;
    private int nextSequenceNumber;
    private int paddingTurn;

    /** @param firstSequenceNumber of the retransmission stream */
    Retransmitter(
            ViewerOutlet outlet,
            RtpPacketWriter writer,
            SentPackets sent,
            StreamCounters counters,
            StreamParameters parameters,
            RefusalCounts refusals,
            double share,
            int firstSequenceNumber) {
        this.outlet = outlet;
        this.writer = writer;
        this.sent = sent;
        this.counters = counters;
        this.stream = parameters.retransmission().orElse(null);
        this.refusals = refusals;
        this.share = share;
        this.nextSequenceNumber = firstSequenceNumber;
    }

    /** A packet of so many bytes was sent for the first time. */
    void sent(int bytes) {
        budgetBytes = Math.min(MAXIMUM_BUDGET_BYTES, budgetBytes + share * bytes);
    }

    /** Whether a packet can still be sent again, or need not be. */
    boolean isRepairable(int sequenceNumber, FrameHistory history) {
        int slot = sent.find(sequenceNumber);
        return slot == SentPackets.SPARED
                || slot == SentPackets.UNSENT
                || (slot >= 0 && history.keeps(sent.frame(slot)));
    }

    /** Adds a lost packet to what leaves next, unless a repetition may still be on its way, or the budget is spent. */
    void retransmit(int sequenceNumber, FrameHistory history, MediaPath path, long now) {
        int slot = sent.find(sequenceNumber);
        PacketizedFrame frame = slot < 0 ? null : history.get(sent.frame(slot));
        if (frame == null || !isDue(slot, now)) {
            StreamCounters.add(counters.resendsRefused, 1);
            return;
        }
        if (frame.length(sent.index(slot)) > budgetBytes) {
            refusals.count(Refusal.RETRANSMISSION_RATE);
            StreamCounters.add(counters.resendsRefused, 1);
            return;
        }
        budgetBytes -= make(frame, sequenceNumber, slot, PacketKind.RESENT, path, now);
        sent.resent(slot, now);
        StreamCounters.add(counters.packetsResent, 1);
    }

    /** Adds up to {@code bytes} of the last packets to what leaves next; none without a retransmission stream. */
    void pad(int bytes, FrameHistory history, MediaPath path, long now) {
        int left = bytes;
        int choice = Math.min(PADDING_PACKETS, sent.count());
        for (int tries = 0; stream != null && left > 0 && tries < PADDING_PACKETS && choice > 0; tries++) {
            paddingTurn = (paddingTurn + 1) % choice;
            int sequenceNumber = (sent.next() - 1 - paddingTurn) & 0xFFFF;
            int slot = sent.find(sequenceNumber);
            PacketizedFrame frame = slot < 0 ? null : history.get(sent.frame(slot));
            if (frame != null) {
                left -= make(frame, sequenceNumber, slot, PacketKind.PADDING, path, now);
            }
        }
    }

    /** The first time at once; then the viewer cannot know that it is lost, too, before a round trip has passed. */
    private boolean isDue(int slot, long now) {
        if (!sent.wasResent(slot)) {
            return true;
        }
        long roundTrip = Math.min(counters.roundTripNanos.get(), MAXIMUM_INTERVAL_NANOS);
        return sent.sinceResent(slot, now) >= Math.max(MINIMUM_INTERVAL_NANOS, roundTrip);
    }

    /** Returns the packet's bytes. */
    private int make(PacketizedFrame frame, int original, int slot, PacketKind kind, MediaPath path, long now) {
        int index = sent.index(slot);
        int place = outlet.place(frame.length(index), counters, path);
        byte[] buffer = outlet.buffer();
        if (stream == null) {
            // Under its old transport-wide number, of which the rate control has been told.
            int length = writer.write(
                    frame,
                    index,
                    original,
                    sent.pictureId(slot),
                    sent.shift(slot),
                    sent.transportNumber(slot),
                    buffer,
                    place);
            return outlet.add(place, length, true, -1, kind, counters, path, now);
        }
        int number = writer.counts() ? outlet.takeTransportNumber() : -1;
        int length = writer.writeRetransmission(
                stream,
                nextSequenceNumber,
                frame,
                index,
                original,
                sent.pictureId(slot),
                sent.shift(slot),
                number,
                buffer,
                place);
        nextSequenceNumber = SequenceNumbers.next(nextSequenceNumber);
        return outlet.add(place, length, false, number, kind, counters, path, now);
    }
}
