package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;

/**
 * Sends one stream's packets again when the viewer reports them lost: keeps them, knows when a repetition is due, and
 * bounds repetitions to a share of what is sent, so that they do not fill a path that is too narrow. Confined to the
 * viewer's sender thread.
 */
final class Retransmitter {
    /** Before a round trip is known, and at least: one Chromium NACK interval. */
    private static final long MINIMUM_INTERVAL_NANOS = 20_000_000;

    private static final long MAXIMUM_INTERVAL_NANOS = 500_000_000;

    /** Enough to repair a key frame's first burst of losses. */
    private static final double INITIAL_BUDGET_BYTES = 32 * 1024;

    private static final double MAXIMUM_BUDGET_BYTES = 64 * 1024;

    private final MediaEgress egress;
    private final StreamCounters counters;
    private final RetransmissionCache cache;
    private final double share;
    private double budgetBytes = INITIAL_BUDGET_BYTES;

    Retransmitter(MediaEgress egress, StreamCounters counters, FanoutSettings settings) {
        this.egress = egress;
        this.counters = counters;
        this.cache =
                new RetransmissionCache(settings.retransmissionHistory().toNanos(), settings.retransmissionMemory());
        this.share = settings.retransmissionShare();
    }

    /** Makes room for a new packet of at most {@code length} bytes; returns where in {@link #buffer()} it begins. */
    int reserve(int length, long now) {
        return cache.reserve(length, now);
    }

    /** The array that packets are made in; another one after the next {@link #reserve}. */
    byte[] buffer() {
        return cache.buffer();
    }

    /** Keeps the protected packet of {@code length} bytes made at the reserved place. */
    void sent(int sequenceNumber, int length, long now) {
        cache.commit(sequenceNumber, length, now);
        budgetBytes = Math.min(MAXIMUM_BUDGET_BYTES, budgetBytes + share * length);
    }

    /**
     * Sends the same protected bytes again, unless they may still be on their way or exceed the budget. Returns false
     * when the packet is no longer kept.
     */
    boolean retransmit(int lostSequenceNumber, MediaPath path, long now) {
        StreamCounters.add(counters.nackedPackets, 1);
        int slot = cache.find(lostSequenceNumber);
        boolean due = slot >= 0 && now - cache.sentNanos(slot) >= intervalNanos();
        if (!due || cache.length(slot) > budgetBytes) {
            StreamCounters.add(counters.resendsRefused, 1);
            return slot >= 0;
        }
        budgetBytes -= cache.length(slot);
        cache.sentAgain(slot, now);
        StreamCounters.add(counters.packetsResent, 1);
        if (!egress.send(cache.buffer(), cache.offset(slot), cache.length(slot), path)) {
            StreamCounters.add(counters.packetsRefused, 1);
        }
        return true;
    }

    /** The viewer cannot know that a repetition is lost too before a round trip has passed. */
    private long intervalNanos() {
        long roundTrip = counters.roundTripNanos.get();
        return Math.max(MINIMUM_INTERVAL_NANOS, Math.min(roundTrip, MAXIMUM_INTERVAL_NANOS));
    }
}
