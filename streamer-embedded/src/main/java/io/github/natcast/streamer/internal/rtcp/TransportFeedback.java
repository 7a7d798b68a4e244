package io.github.natcast.streamer.internal.rtcp;

import io.github.natcast.streamer.internal.rtp.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Transport-wide congestion control feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1).
 *
 * @param senderSsrc who reports
 * @param mediaSsrc one of the streams
 * @param feedbackCount counts these messages, modulo 256
 * @param packets every packet from the base sequence number on, lost ones included
 */
public record TransportFeedback(long senderSsrc, long mediaSsrc, int feedbackCount, List<Packet> packets)
        implements RtcpPacket {

    private static final int FIXED_LENGTH = 20;
    private static final int TICK_MICROS = 250;
    private static final int REFERENCE_TICK_MICROS = 64_000;

    /** Eight bytes of run lengths can claim 65535 lost packets; what covers so many is not feedback. */
    private static final int MAXIMUM_PACKETS = 4096;

    /**
     * One packet as the receiver saw it.
     *
     * @param transportSequenceNumber 0 to 65535
     * @param arrivalMicros on the receiver's own clock, in steps of 250 us; {@link #NOT_RECEIVED} when lost
     */
    public record Packet(int transportSequenceNumber, long arrivalMicros) {
        public static final long NOT_RECEIVED = Long.MIN_VALUE;

        public boolean received() {
            return arrivalMicros != NOT_RECEIVED;
        }
    }

    public TransportFeedback {
        packets = List.copyOf(packets);
        if (packets.isEmpty()) {
            throw new IllegalArgumentException("transport-wide feedback speaks of one packet at least");
        }
    }

    /** Empty when chunks or deltas are cut off, or when no packet or more than 4096 are spoken of. */
    static Optional<RtcpPacket> read(byte[] buffer, int offset, int end) {
        if (offset + FIXED_LENGTH > end) {
            return Optional.empty();
        }
        int base = Bytes.get16(buffer, offset + 12);
        int count = Bytes.get16(buffer, offset + 14);
        if (count == 0 || count > MAXIMUM_PACKETS) {
            return Optional.empty();
        }
        long time = (Bytes.get24(buffer, offset + 16) << 8 >> 8) * (long) REFERENCE_TICK_MICROS;
        byte[] symbols = new byte[count];
        int position = readSymbols(buffer, offset + FIXED_LENGTH, end, symbols);
        if (position < 0) {
            return Optional.empty();
        }
        List<Packet> packets = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int width = symbols[i] == 3 ? 0 : symbols[i];
            if (position + width > end) {
                return Optional.empty();
            }
            if (width > 0) {
                int delta = width == 1 ? buffer[position] & 0xFF : (short) Bytes.get16(buffer, position);
                time += (long) delta * TICK_MICROS;
                position += width;
            }
            packets.add(new Packet((base + i) & 0xFFFF, width > 0 ? time : Packet.NOT_RECEIVED));
        }
        return Optional.of(new TransportFeedback(
                Bytes.getUnsigned32(buffer, offset + 4),
                Bytes.getUnsigned32(buffer, offset + 8),
                buffer[offset + 19] & 0xFF,
                packets));
    }

    /**
     * Fills in each packet's symbol (0 lost, 1 small delta, 2 large delta, 3 reserved) from run length and status
     * vector chunks, and returns the position behind the chunks, -1 when they end too soon.
     */
    private static int readSymbols(byte[] buffer, int start, int end, byte[] symbols) {
        int position = start;
        int filled = 0;
        while (filled < symbols.length) {
            if (position + 2 > end) {
                return -1;
            }
            int chunk = Bytes.get16(buffer, position);
            position += 2;
            if ((chunk & 0x8000) == 0) {
                int run = Math.min(chunk & 0x1FFF, symbols.length - filled);
                Arrays.fill(symbols, filled, filled + run, (byte) (chunk >>> 13 & 3));
                filled += run;
            } else {
                int bits = (chunk & 0x4000) == 0 ? 1 : 2;
                for (int shift = 14 - bits; shift >= 0 && filled < symbols.length; shift -= bits) {
                    symbols[filled++] = (byte) (chunk >>> shift & (1 << bits) - 1);
                }
            }
        }
        return position;
    }

    @Override
    public int encodedLength() {
        int length = FIXED_LENGTH + 2 * ((packets.size() + 6) / 7);
        long[] time = {referenceTicks()};
        for (Packet packet : packets) {
            length += deltaWidth(packet, time);
        }
        return (length + 3) / 4 * 4;
    }

    /** Two-bit status vectors throughout: larger than need be, but written for tests and diagnosis only. */
    @Override
    public void write(byte[] buffer, int offset) {
        int length = encodedLength();
        Arrays.fill(buffer, offset, offset + length, (byte) 0);
        RtcpPacket.writeHeader(buffer, offset, RtcpType.TRANSPORT_WIDE, RtcpType.TRANSPORT_LAYER_FEEDBACK, length);
        Bytes.put32(buffer, offset + 4, (int) senderSsrc);
        Bytes.put32(buffer, offset + 8, (int) mediaSsrc);
        Bytes.put16(buffer, offset + 12, packets.get(0).transportSequenceNumber());
        Bytes.put16(buffer, offset + 14, packets.size());
        Bytes.put24(buffer, offset + 16, (int) Math.floorDiv(referenceTicks() * TICK_MICROS, REFERENCE_TICK_MICROS));
        buffer[offset + 19] = (byte) feedbackCount;
        int chunks = offset + FIXED_LENGTH;
        int position = chunks + 2 * ((packets.size() + 6) / 7);
        long[] time = {referenceTicks()};
        for (int i = 0; i < packets.size(); i++) {
            long before = time[0];
            int width = deltaWidth(packets.get(i), time);
            int chunk = chunks + 2 * (i / 7);
            int vector = i % 7 == 0 ? 0xC000 : Bytes.get16(buffer, chunk);
            Bytes.put16(buffer, chunk, vector | width << (12 - 2 * (i % 7)));
            long delta = time[0] - before;
            for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
                buffer[position++] = (byte) (delta >>> shift);
            }
        }
    }

    /** The first arrival, rounded down to the reference time's 64 ms, in ticks of 250 us. */
    private long referenceTicks() {
        long first = packets.stream()
                .filter(Packet::received)
                .mapToLong(Packet::arrivalMicros)
                .findFirst()
                .orElse(0);
        return Math.floorDiv(first, REFERENCE_TICK_MICROS) * (REFERENCE_TICK_MICROS / TICK_MICROS);
    }

    private static int deltaWidth(Packet packet, long[] time) {
        if (!packet.received()) {
            return 0;
        }
        long ticks = Math.floorDiv(packet.arrivalMicros(), TICK_MICROS);
        long delta = ticks - time[0];
        time[0] = ticks;
        return delta >= 0 && delta <= 255 ? 1 : 2;
    }
}
