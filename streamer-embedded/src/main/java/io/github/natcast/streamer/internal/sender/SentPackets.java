package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rtp.SequenceNumbers;
import java.util.Arrays;

/**
 * Which frame's packet each sequence number of one stream was, and whatever else its bytes depend on, so that the same
 * bytes can be made again: 18 bytes a packet. Confined to the viewer's sender thread; owned by its {@link SendStream}.
 *
 * <p>It is a ring that grows while the packet to be overwritten could still be sent again.
 */
final class SentPackets {
    /** What {@link #find} returns for a packet that is not known any more, or never was. */
    static final int GONE = -1;

    /** What {@link #find} returns for a packet that the viewer can do without. */
    static final int SPARED = -2;

    /** What {@link #find} returns for a packet that was never sent. */
    static final int UNSENT = -3;

    /** The longest shift that is kept, in ticks: what is sent again with another would not be the same bytes. */
    static final int LONGEST_SHIFT = Short.MAX_VALUE;

    /** Numbers further ahead than behind are of the future (RFC 1982 §3.2). */
    private static final int PAST = 0x8000;

    private static final int INITIAL_SLOTS = 64;
    private static final int MAXIMUM_SLOTS = 8192;
    private static final int NEVER = 0x1_0000;

    private int next;
    private int count;

    /** Packets sent so far, up to {@link #PAST}. */
    private int ever;

    /** Packets since {@link #spareEarlier}; all that went before can be done without. */
    private int sinceSpared = NEVER;

    private int[] frames = new int[INITIAL_SLOTS];
    private short[] indices = new short[INITIAL_SLOTS];
    private short[] pictureIds = new short[INITIAL_SLOTS];
    private short[] shifts = new short[INITIAL_SLOTS];
    private int[] transportNumbers = new int[INITIAL_SLOTS];
    private int[] resentMillis = new int[INITIAL_SLOTS];

    SentPackets(int firstSequenceNumber) {
        next = firstSequenceNumber;
    }

    /** The sequence number of the next packet. */
    int next() {
        return next;
    }

    /** How many packets are known, the newest of which has the number before {@link #next()}. */
    int count() {
        return count;
    }

    /**
     * Adds the packet of the next sequence number.
     *
     * @param shift ticks by which its timestamp is later than its capture; 0 to {@link #LONGEST_SHIFT}
     * @param history of the broadcast that is sent
     */
    void add(int frame, int index, int pictureId, int shift, int transportNumber, FrameHistory history) {
        if (count == frames.length) {
            int oldest = frames[slot(next - count)];
            if (frames.length < MAXIMUM_SLOTS && history.keeps(oldest)) {
                grow();
            } else {
                count--;
            }
        }
        int slot = slot(next);
        frames[slot] = frame;
        indices[slot] = (short) index;
        pictureIds[slot] = (short) pictureId;
        shifts[slot] = (short) shift;
        transportNumbers[slot] = transportNumber;
        resentMillis[slot] = 0;
        next = SequenceNumbers.next(next);
        count++;
        ever = Math.min(PAST, ever + 1);
        sinceSpared = Math.min(NEVER, sinceSpared + 1);
    }

    /** The viewer is sent a key frame next, on which nothing earlier has an effect. */
    void spareEarlier() {
        count = 0;
        sinceSpared = 0;
    }

    /** The slot of a packet, {@link #GONE}, {@link #SPARED}, or {@link #UNSENT}. */
    int find(int sequenceNumber) {
        int age = (next - 1 - sequenceNumber) & 0xFFFF;
        if (age < count) {
            return slot(sequenceNumber);
        }
        if (age >= ever) {
            return UNSENT;
        }
        return age >= sinceSpared ? SPARED : GONE;
    }

    int frame(int slot) {
        return frames[slot];
    }

    int index(int slot) {
        return indices[slot] & 0xFFFF;
    }

    int pictureId(int slot) {
        return pictureIds[slot];
    }

    int shift(int slot) {
        return shifts[slot];
    }

    /** -1 without one. */
    int transportNumber(int slot) {
        return transportNumbers[slot];
    }

    boolean wasResent(int slot) {
        return resentMillis[slot] != 0;
    }

    /** How long ago a packet was sent again, in nanoseconds, to the millisecond. */
    long sinceResent(int slot, long now) {
        return (millis(now) - resentMillis[slot]) * 1_000_000L;
    }

    void resent(int slot, long now) {
        resentMillis[slot] = millis(now);
    }

    /** Never 0, which stands for "not yet". */
    private static int millis(long nanos) {
        int millis = (int) (nanos / 1_000_000);
        return millis == 0 ? 1 : millis;
    }

    private int slot(int sequenceNumber) {
        return sequenceNumber & (frames.length - 1);
    }

    /** A ring of twice the size has a packet in its old slot, or in the same one of the other half. */
    private void grow() {
        frames = twice(frames);
        transportNumbers = twice(transportNumbers);
        resentMillis = twice(resentMillis);
        indices = twice(indices);
        pictureIds = twice(pictureIds);
        shifts = twice(shifts);
    }

    private static int[] twice(int[] old) {
        int[] grown = Arrays.copyOf(old, 2 * old.length);
        System.arraycopy(old, 0, grown, old.length, old.length);
        return grown;
    }

    private static short[] twice(short[] old) {
        short[] grown = Arrays.copyOf(old, 2 * old.length);
        System.arraycopy(old, 0, grown, old.length, old.length);
        return grown;
    }
}
