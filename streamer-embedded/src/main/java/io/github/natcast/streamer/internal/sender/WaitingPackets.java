package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import java.util.ArrayDeque;

/** The frames of one stream that are not sent to their end. Confined to its {@link SendStream}. */
final class WaitingPackets {
    /** What a packet has beside its payload, with IP and UDP, about. */
    static final int PACKET_OVERHEAD = 70;

    private final ArrayDeque<KeptFrame> frames = new ArrayDeque<>(2);
    private int index;
    private int packets;
    private long bytes;

    boolean isEmpty() {
        return packets == 0;
    }

    /** Whether a key frame is among those that leave soon. */
    boolean hasKeyFrame() {
        for (KeptFrame kept : frames) {
            if (kept.frame().keyFrame()) {
                return true;
            }
        }
        return false;
    }

    /** How many packets wait. */
    int packets() {
        return packets;
    }

    /** As they will be on the wire, about. */
    long bytes() {
        return bytes;
    }

    void add(KeptFrame kept) {
        frames.add(kept);
        packets += kept.frame().packetCount();
        bytes += size(kept.frame(), PACKET_OVERHEAD);
    }

    /** The frame that the next packet belongs to. */
    KeptFrame frame() {
        return frames.element();
    }

    /** Which packet of its frame is next. */
    int index() {
        return index;
    }

    /** As it will be on the wire, about. */
    int nextLength() {
        return frames.element().frame().length(index) + PACKET_OVERHEAD;
    }

    /** Takes the next packet away; returns whether it was its frame's last. */
    boolean advance() {
        bytes -= nextLength();
        packets--;
        if (++index < frames.element().frame().packetCount()) {
            return false;
        }
        frames.remove();
        index = 0;
        return true;
    }

    /** Returns how many frames are thus not sent, or not to their end. */
    int clear() {
        int count = frames.size();
        frames.clear();
        index = 0;
        packets = 0;
        bytes = 0;
        return count;
    }

    static int size(PacketizedFrame frame, int overhead) {
        int last = frame.packetCount() - 1;
        return frame.offset(last) + frame.length(last) + frame.packetCount() * overhead;
    }
}
