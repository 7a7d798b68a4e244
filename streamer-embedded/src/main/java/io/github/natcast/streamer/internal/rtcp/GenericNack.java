package io.github.natcast.streamer.internal.rtcp;

import io.github.natcast.streamer.internal.rtp.Bytes;
import io.github.natcast.streamer.internal.rtp.SequenceNumbers;
import java.util.ArrayList;
import java.util.List;

/**
 * Generic NACK (RFC 4585 §6.2.1). Immutable.
 *
 * @param senderSsrc of the viewer that asks
 * @param mediaSsrc the stream that lost packets
 * @param entries as on the wire: each names up to 17 packets
 */
public record GenericNack(long senderSsrc, long mediaSsrc, List<Entry> entries) implements RtcpPacket {

    /**
     * PID and BLP.
     *
     * @param packetId a lost packet's sequence number
     * @param bitmask bit i (from the least significant, 0) set: packet {@code packetId + i + 1} is lost too
     */
    public record Entry(int packetId, int bitmask) {}

    /** Receives the sequence numbers of lost packets. */
    @FunctionalInterface
    public interface LostPacketConsumer {
        void accept(int sequenceNumber);
    }

    public GenericNack {
        entries = List.copyOf(entries);
    }

    /** Names every lost packet, in the order of the entries. */
    public void forEachLost(LostPacketConsumer consumer) {
        for (Entry entry : entries) {
            consumer.accept(entry.packetId);
            for (int bit = 0; bit < 16; bit++) {
                if ((entry.bitmask & 1 << bit) != 0) {
                    consumer.accept((entry.packetId + bit + 1) & 0xFFFF);
                }
            }
        }
    }

    /** Makes a NACK of sequence numbers in ascending order (wrap allowed), with as few entries as possible. */
    public static GenericNack of(long senderSsrc, long mediaSsrc, List<Integer> lost) {
        List<Entry> entries = new ArrayList<>();
        int index = 0;
        while (index < lost.size()) {
            int packetId = lost.get(index++);
            int bitmask = 0;
            while (index < lost.size()) {
                int distance = SequenceNumbers.distance(packetId, lost.get(index));
                if (distance < 1 || distance > 16) {
                    break;
                }
                bitmask |= 1 << (distance - 1);
                index++;
            }
            entries.add(new Entry(packetId, bitmask));
        }
        return new GenericNack(senderSsrc, mediaSsrc, entries);
    }

    @Override
    public int encodedLength() {
        return 12 + 4 * entries.size();
    }

    @Override
    public void write(byte[] buffer, int offset) {
        RtcpPacket.writeHeader(
                buffer, offset, RtcpType.GENERIC_NACK, RtcpType.TRANSPORT_LAYER_FEEDBACK, encodedLength());
        Bytes.put32(buffer, offset + 4, (int) senderSsrc);
        Bytes.put32(buffer, offset + 8, (int) mediaSsrc);
        int position = offset + 12;
        for (Entry entry : entries) {
            Bytes.put16(buffer, position, entry.packetId);
            Bytes.put16(buffer, position + 2, entry.bitmask);
            position += 4;
        }
    }

    static GenericNack read(byte[] buffer, int offset, int end) {
        List<Entry> entries = new ArrayList<>();
        for (int position = offset + 12; position + 4 <= end; position += 4) {
            entries.add(new Entry(Bytes.get16(buffer, position), Bytes.get16(buffer, position + 2)));
        }
        return new GenericNack(
                Bytes.getUnsigned32(buffer, offset + 4), Bytes.getUnsigned32(buffer, offset + 8), entries);
    }
}
