package io.github.natcast.streamer.internal.rtcp;

import io.github.natcast.streamer.internal.rtp.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * REMB (draft-alvestrand-rmcat-remb-03 §2.2).
 *
 * @param senderSsrc who estimates
 * @param bitrate bits per second that the path to the receiver is thought to carry
 * @param ssrcs the streams that share it; at most 255
 */
public record ReceiverEstimatedMaximumBitrate(long senderSsrc, long bitrate, List<Long> ssrcs) implements RtcpPacket {
    private static final int IDENTIFIER = 'R' << 24 | 'E' << 16 | 'M' << 8 | 'B';
    private static final int MANTISSA_BITS = 18;
    private static final int FIXED_LENGTH = 20;

    public ReceiverEstimatedMaximumBitrate {
        ssrcs = List.copyOf(ssrcs);
    }

    @Override
    public int encodedLength() {
        return FIXED_LENGTH + 4 * ssrcs.size();
    }

    @Override
    public void write(byte[] buffer, int offset) {
        RtcpPacket.writeHeader(
                buffer, offset, RtcpType.APPLICATION_LAYER, RtcpType.PAYLOAD_SPECIFIC_FEEDBACK, encodedLength());
        Bytes.put32(buffer, offset + 4, (int) senderSsrc);
        Bytes.put32(buffer, offset + 8, 0);
        Bytes.put32(buffer, offset + 12, IDENTIFIER);
        int exponent = Math.max(0, 64 - MANTISSA_BITS - Long.numberOfLeadingZeros(bitrate));
        buffer[offset + 16] = (byte) ssrcs.size();
        Bytes.put24(buffer, offset + 17, exponent << MANTISSA_BITS | (int) (bitrate >>> exponent));
        int position = offset + FIXED_LENGTH;
        for (long ssrc : ssrcs) {
            Bytes.put32(buffer, position, (int) ssrc);
            position += 4;
        }
    }

    /** Empty for another application layer message. A rate beyond a long is cut to its largest value. */
    static Optional<RtcpPacket> read(byte[] buffer, int offset, int end) {
        if (offset + FIXED_LENGTH > end || Bytes.get32(buffer, offset + 12) != IDENTIFIER) {
            return Optional.empty();
        }
        int count = buffer[offset + 16] & 0xFF;
        int packed = Bytes.get24(buffer, offset + 17);
        int exponent = packed >>> MANTISSA_BITS;
        long mantissa = packed & ((1 << MANTISSA_BITS) - 1);
        long bitrate = mantissa > Long.MAX_VALUE >>> exponent ? Long.MAX_VALUE : mantissa << exponent;
        List<Long> ssrcs = new ArrayList<>();
        for (int position = offset + FIXED_LENGTH; ssrcs.size() < count && position + 4 <= end; position += 4) {
            ssrcs.add(Bytes.getUnsigned32(buffer, position));
        }
        return Optional.of(
                new ReceiverEstimatedMaximumBitrate(Bytes.getUnsigned32(buffer, offset + 4), bitrate, ssrcs));
    }
}
