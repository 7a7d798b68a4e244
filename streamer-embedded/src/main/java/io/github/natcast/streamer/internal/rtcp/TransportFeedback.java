package io.github.natcast.streamer.internal.rtcp;

import io.github.natcast.streamer.internal.rtp.Bytes;
import java.util.Arrays;
import java.util.Optional;

/**
 * When each packet of a range arrived (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1). Immutable by
 * agreement: nobody writes to {@code arrivals}.
 *
 * @param senderSsrc of the viewer
 * @param mediaSsrc of one of our streams; the feedback is about all of them
 * @param feedbackCount 8 bits; counts the viewer's feedback packets
 * @param baseSequenceNumber the transport-wide sequence number of the first packet, 16 bits
 * @param referenceTicks the reference time in ticks of 250 µs on the viewer's clock; wraps with its 24 bits of 64 ms
 * @param arrivals for each packet from the first on, ticks of 250 µs since the reference time, or {@link #LOST}
 */
public record TransportFeedback(
        long senderSsrc, long mediaSsrc, int feedbackCount, int baseSequenceNumber, long referenceTicks, int[] arrivals)
        implements RtcpPacket {

    /** In place of the arrival of a packet that had not arrived. */
    public static final int LOST = Integer.MIN_VALUE;

    /**
     * The largest range that is taken, two seconds at 20 Mbit/s. A few bytes could announce 65535 packets, each of
     * which costs memory here.
     */
    static final int MAXIMUM_PACKETS = 4096;

    private static final int FIXED_LENGTH = 20;
    private static final int CHUNK = 2;

    /** The reference time counts 64 ms. */
    private static final int TICKS_PER_REFERENCE = 256;

    @Override
    public int encodedLength() {
        int length = FIXED_LENGTH + CHUNK * chunks();
        int last = 0;
        for (int arrival : arrivals) {
            if (arrival != LOST) {
                length += isSmall(arrival - last) ? 1 : 2;
                last = arrival;
            }
        }
        return (length + 3) / 4 * 4;
    }

    /** Writes the statuses as vectors of two-bit symbols, whatever is shorter; at most 65535 packets. */
    @Override
    public void write(byte[] buffer, int offset) {
        int length = encodedLength();
        Arrays.fill(buffer, offset, offset + length, (byte) 0);
        RtcpPacket.writeHeader(
                buffer, offset, RtcpType.TRANSPORT_WIDE_FEEDBACK, RtcpType.TRANSPORT_LAYER_FEEDBACK, length);
        Bytes.put32(buffer, offset + 4, (int) senderSsrc);
        Bytes.put32(buffer, offset + 8, (int) mediaSsrc);
        Bytes.put16(buffer, offset + 12, baseSequenceNumber);
        Bytes.put16(buffer, offset + 14, arrivals.length);
        Bytes.put24(buffer, offset + 16, (int) (referenceTicks / TICKS_PER_REFERENCE));
        buffer[offset + 19] = (byte) feedbackCount;
        int delta = offset + FIXED_LENGTH + CHUNK * chunks();
        int last = 0;
        for (int i = 0; i < arrivals.length; i++) {
            int chunk = offset + FIXED_LENGTH + i / PacketStatuses.VECTOR * CHUNK;
            int symbol = PacketStatuses.NOT_RECEIVED;
            if (arrivals[i] != LOST) {
                int ticks = arrivals[i] - last;
                last = arrivals[i];
                if (isSmall(ticks)) {
                    symbol = PacketStatuses.SMALL_DELTA;
                    buffer[delta++] = (byte) ticks;
                } else {
                    symbol = PacketStatuses.LARGE_DELTA;
                    Bytes.put16(buffer, delta, ticks);
                    delta += 2;
                }
            }
            Bytes.put16(
                    buffer,
                    chunk,
                    Bytes.get16(buffer, chunk) | PacketStatuses.inVector(symbol, i % PacketStatuses.VECTOR));
        }
    }

    /** Empty when the parts do not fit, use a reserved symbol, or tell of more packets than {@code most}. */
    static Optional<RtcpPacket> read(byte[] buffer, int offset, int end, int most) {
        if (offset + FIXED_LENGTH > end) {
            return Optional.empty();
        }
        int count = Bytes.get16(buffer, offset + 14);
        if (count > most) {
            return Optional.empty();
        }
        int[] arrivals = new int[count];
        int deltas = PacketStatuses.read(buffer, offset + FIXED_LENGTH, end, arrivals);
        if (deltas < 0 || !readArrivals(buffer, deltas, end, arrivals)) {
            return Optional.empty();
        }
        return Optional.of(new TransportFeedback(
                Bytes.getUnsigned32(buffer, offset + 4),
                Bytes.getUnsigned32(buffer, offset + 8),
                buffer[offset + 19] & 0xFF,
                Bytes.get16(buffer, offset + 12),
                (long) Bytes.get24(buffer, offset + 16) * TICKS_PER_REFERENCE,
                arrivals));
    }

    /** Replaces each status by the arrival; false when the deltas end too early. */
    private static boolean readArrivals(byte[] buffer, int start, int end, int[] arrivals) {
        int position = start;
        int ticks = 0;
        for (int i = 0; i < arrivals.length; i++) {
            int length = arrivals[i];
            if (length == PacketStatuses.NOT_RECEIVED) {
                arrivals[i] = LOST;
                continue;
            }
            if (position + length > end) {
                return false;
            }
            ticks += length == PacketStatuses.SMALL_DELTA
                    ? buffer[position] & 0xFF
                    : (short) Bytes.get16(buffer, position);
            arrivals[i] = ticks;
            position += length;
        }
        return true;
    }

    private int chunks() {
        return (arrivals.length + PacketStatuses.VECTOR - 1) / PacketStatuses.VECTOR;
    }

    private static boolean isSmall(int ticks) {
        return ticks >= 0 && ticks <= 255;
    }
}
