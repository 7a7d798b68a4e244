package io.github.natcast.streamer.internal.sender;

/**
 * Sequence numbers of packets that are to be sent again once the viewer's rate allows it, in order. A ring that is made
 * when the first is added: few viewers have any. Confined to its {@link SendStream}.
 */
final class LostPackets {
    /** A congested viewer is not to be sent more than this again before it gets something new. */
    private static final int CAPACITY = 64;

    private int[] numbers = {};
    private int first;
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    /** Returns false when too many wait. */
    boolean offer(int sequenceNumber) {
        if (numbers.length == 0) {
            numbers = new int[CAPACITY];
        }
        if (count == CAPACITY) {
            return false;
        }
        numbers[(first + count++) % CAPACITY] = sequenceNumber;
        return true;
    }

    /** Takes the oldest; there must be one. */
    int poll() {
        int number = numbers[first];
        first = (first + 1) % CAPACITY;
        count--;
        return number;
    }

    void clear() {
        count = 0;
    }
}
