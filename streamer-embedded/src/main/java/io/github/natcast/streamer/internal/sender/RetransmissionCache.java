package io.github.natcast.streamer.internal.sender;

/**
 * Keeps a stream's sent packets, protected, so that the same bytes can be sent again. Confined to the viewer's sender
 * thread; owned by its {@link Retransmitter}.
 *
 * <p>It is a ring of bytes in which packets are made in place; the newest overwrite the oldest. It grows, up to a
 * limit, while the packets that would be overwritten are younger than the history wanted.
 */
final class RetransmissionCache {
    private static final int INITIAL_BYTES = 16 * 1024;

    /** Slots per byte of ring: one for each packet of 128 bytes, so that slots never run out first for video. */
    private static final int BYTES_PER_SLOT = 128;

    private final long historyNanos;
    private final int maximumBytes;
    private byte[] ring;
    private int[] offsets;
    private int[] lengths;
    private int[] sequenceNumbers;
    private long[] positions;
    private long[] sentNanos;
    private long written;
    private long oldestSlot;
    private long nextSlot;

    RetransmissionCache(long historyNanos, int maximumBytes) {
        this.historyNanos = historyNanos;
        this.maximumBytes = maximumBytes;
        int slots = INITIAL_BYTES / BYTES_PER_SLOT;
        ring = new byte[INITIAL_BYTES];
        offsets = new int[slots];
        lengths = new int[slots];
        sequenceNumbers = new int[slots];
        positions = new long[slots];
        sentNanos = new long[slots];
    }

    /** The array that packets are made and kept in; another one after the next {@link #reserve}. */
    byte[] buffer() {
        return ring;
    }

    /** Bytes held at present. */
    int capacity() {
        return ring.length;
    }

    /** Frees {@code length} bytes in one piece for a new packet and returns where they begin. */
    int reserve(int length, long now) {
        while (mustGrow(length, now)) {
            grow();
        }
        written = placeFor(length);
        // Slots are taken in order: those whose bytes are about to be overwritten come first.
        while (oldestSlot < nextSlot && positions[slot(oldestSlot)] < written + length - ring.length) {
            oldestSlot++;
        }
        if (nextSlot - oldestSlot == offsets.length) {
            oldestSlot++;
        }
        return (int) (written % ring.length);
    }

    /** Keeps the packet of {@code length} bytes made at the place that {@link #reserve} returned. */
    void commit(int sequenceNumber, int length, long now) {
        int slot = slot(nextSlot++);
        offsets[slot] = (int) (written % ring.length);
        lengths[slot] = length;
        sequenceNumbers[slot] = sequenceNumber;
        positions[slot] = written;
        sentNanos[slot] = now;
        written += length;
    }

    /** The slot that holds a packet; -1 when it is no longer kept or never was. */
    int find(int sequenceNumber) {
        if (oldestSlot == nextSlot) {
            return -1;
        }
        // Each packet takes the next number and the next slot.
        int newest = sequenceNumbers[slot(nextSlot - 1)];
        int age = (newest - sequenceNumber) & 0xFFFF;
        return age < nextSlot - oldestSlot ? slot(nextSlot - 1 - age) : -1;
    }

    int offset(int slot) {
        return offsets[slot];
    }

    int length(int slot) {
        return lengths[slot];
    }

    /** When the packet was last sent. */
    long sentNanos(int slot) {
        return sentNanos[slot];
    }

    void sentAgain(int slot, long now) {
        sentNanos[slot] = now;
    }

    /** Where the next packet begins: it lies in one piece, so the end of the ring is skipped when it does not fit. */
    private long placeFor(int length) {
        int room = ring.length - (int) (written % ring.length);
        return length <= room ? written : written + room;
    }

    private int slot(long number) {
        return (int) (number & (offsets.length - 1));
    }

    private boolean mustGrow(int length, long now) {
        if (2L * ring.length > maximumBytes || oldestSlot == nextSlot) {
            return false;
        }
        int oldest = slot(oldestSlot);
        boolean overwrites =
                positions[oldest] < placeFor(length) + length - ring.length || nextSlot - oldestSlot == offsets.length;
        return overwrites && now - sentNanos[oldest] < historyNanos;
    }

    /** Doubles the ring and moves kept packets to its front, oldest first. */
    private void grow() {
        byte[] old = ring;
        ring = new byte[2 * old.length];
        int count = (int) (nextSlot - oldestSlot);
        int slots = 2 * offsets.length;
        int[] newOffsets = new int[slots];
        int[] newLengths = new int[slots];
        int[] newSequenceNumbers = new int[slots];
        long[] newPositions = new long[slots];
        long[] newSentNanos = new long[slots];
        int position = 0;
        for (int i = 0; i < count; i++) {
            int slot = slot(oldestSlot + i);
            System.arraycopy(old, offsets[slot], ring, position, lengths[slot]);
            newOffsets[i] = position;
            newLengths[i] = lengths[slot];
            newSequenceNumbers[i] = sequenceNumbers[slot];
            newPositions[i] = position;
            newSentNanos[i] = sentNanos[slot];
            position += lengths[slot];
        }
        offsets = newOffsets;
        lengths = newLengths;
        sequenceNumbers = newSequenceNumbers;
        positions = newPositions;
        sentNanos = newSentNanos;
        written = position;
        oldestSlot = 0;
        nextSlot = count;
    }
}
