package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;

/**
 * Packets that leave in one call: they lie one behind the other in one array and are equally long, except for the last,
 * which may be shorter. Confined to the sender thread.
 */
final class PacketRun {
    private static final byte[] NONE = {};

    private byte[] buffer = NONE;
    private int start;
    private int end;
    private int count;
    private int packetLength;

    int count() {
        return count;
    }

    /** Whether a packet that begins there lies right behind the last one; always true for the first. */
    boolean endsAt(byte[] array, int offset) {
        return count == 0 || (array == buffer && offset == end);
    }

    /** Whether a packet of this length may follow: no longer one, and none after a shorter one. */
    boolean takes(int length) {
        return count == 0 || (length <= packetLength && end - start == count * packetLength);
    }

    /** Adds a packet for which {@link #endsAt} and {@link #takes} hold. */
    void add(byte[] array, int offset, int length) {
        if (count == 0) {
            buffer = array;
            start = offset;
            packetLength = length;
        }
        end = offset + length;
        count++;
    }

    /** Sends the packets and starts a new run; returns how many of them the operating system took. */
    int send(MediaEgress egress, MediaPath path) {
        int wanted = count;
        count = 0;
        if (wanted == 0) {
            return 0;
        }
        if (wanted == 1) {
            return egress.send(buffer, start, end - start, path) ? 1 : 0;
        }
        return egress.sendRun(buffer, start, end - start, packetLength, path);
    }
}
