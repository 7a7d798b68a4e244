package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rtp.PacketSizes;
import io.github.natcast.streamer.internal.srtp.PacketProtector;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;

/**
 * The buffer in which packets are made and protected, and the packets in it that leave in one call: they lie one behind
 * the other and are equally long, except for the last, which may be shorter. Confined to the sender thread; owned by
 * its {@link SenderLoop}, and empty between two uses.
 */
final class PacketRun {
    /** Room for a packet under way, whatever its payload's length. */
    private static final int OVERHEAD = PacketSizes.RTP_HEADER
            + PacketSizes.MAXIMUM_HEADER_EXTENSIONS
            + RtpPacketWriter.ORIGINAL_SEQUENCE_NUMBER
            + PacketProtector.MAXIMUM_OVERHEAD;

    /** As much as one call may carry. */
    private static final int INITIAL_BYTES = 64 * 1024;

    private byte[] buffer = new byte[INITIAL_BYTES];
    private int start;
    private int end;
    private int count;
    private int packetLength;

    byte[] buffer() {
        return buffer;
    }

    int count() {
        return count;
    }

    /** Forgets packets that were not sent, because making the next one threw. */
    void clear() {
        count = 0;
    }

    /** Whether a packet of so long a payload can be made behind the others; always true for the first. */
    boolean hasRoom(int payloadLength) {
        return count == 0 || buffer.length - end >= payloadLength + OVERHEAD;
    }

    /** Where the next packet is to be made, when there is room for it. */
    int place(int payloadLength) {
        if (count == 0) {
            end = 0;
            if (buffer.length < payloadLength + OVERHEAD) {
                buffer = new byte[payloadLength + OVERHEAD];
            }
        }
        return end;
    }

    /** Whether a packet of this length may follow: no longer one, and none after a shorter one. */
    boolean takes(int length) {
        return count == 0 || (length <= packetLength && end - start == count * packetLength);
    }

    /** Adds the packet that was made at its {@link #place}, for which {@link #takes} holds. */
    void add(int length) {
        if (count == 0) {
            start = end;
            packetLength = length;
        }
        end += length;
        count++;
    }

    /**
     * Sends the packets and starts a new run, which may begin with a packet that is already made behind them; returns
     * how many of them the operating system took.
     */
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
