package io.github.natcast.streamer.internal.rtcp;

import io.github.natcast.streamer.internal.rtp.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a decrypted compound RTCP packet. Thread-safe. Never throws for what a peer sends: it skips kinds that nothing
 * here acts on (XR, APP, others), and stops at the first packet whose length cannot be true.
 */
public final class RtcpReader {
    private static final int HEADER = 4;
    private static final int FEEDBACK_HEADER = 12;

    /** More than any viewer has to say at once; it bounds what a hostile compound makes of few bytes. */
    private static final int MAXIMUM_PACKETS = 32;

    private RtcpReader() {}

    /** The packets of the compound in order, 32 at most; transport-wide feedback tells of 4096 packets in all. */
    public static List<RtcpPacket> read(byte[] buffer, int offset, int length) {
        List<RtcpPacket> packets = new ArrayList<>(4);
        int limit = offset + length;
        int arrivals = TransportFeedback.MAXIMUM_PACKETS;
        int position = offset;
        while (position + HEADER <= limit && (buffer[position] & 0xC0) == 0x80 && packets.size() < MAXIMUM_PACKETS) {
            int end = position + 4 * (Bytes.get16(buffer, position + 2) + 1);
            if (end > limit) {
                break;
            }
            RtcpPacket packet = readOne(buffer, position, end - padding(buffer, position, end), arrivals)
                    .orElse(null);
            if (packet != null) {
                packets.add(packet);
                arrivals -= packet instanceof TransportFeedback feedback ? feedback.arrivals().length : 0;
            }
            position = end;
        }
        return packets;
    }

    /** Padding bytes at the end; 0 when their count cannot be true. */
    private static int padding(byte[] buffer, int offset, int end) {
        int padding = (buffer[offset] & 0x20) != 0 ? buffer[end - 1] & 0xFF : 0;
        return padding <= end - offset - HEADER ? padding : 0;
    }

    private static Optional<RtcpPacket> readOne(byte[] buffer, int offset, int end, int arrivals) {
        int count = buffer[offset] & 0x1F;
        int length = end - offset;
        return switch (buffer[offset + 1] & 0xFF) {
            case RtcpType.SENDER_REPORT ->
                length >= SenderReport.FIXED_LENGTH
                        ? Optional.of(readSenderReport(buffer, offset, end, count))
                        : Optional.empty();
            case RtcpType.RECEIVER_REPORT ->
                length >= ReceiverReport.FIXED_LENGTH
                        ? Optional.of(new ReceiverReport(
                                Bytes.getUnsigned32(buffer, offset + 4),
                                ReportBlock.readAll(buffer, offset + ReceiverReport.FIXED_LENGTH, end, count)))
                        : Optional.empty();
            case RtcpType.SOURCE_DESCRIPTION -> Optional.of(SourceDescription.read(buffer, offset, end, count));
            case RtcpType.GOODBYE -> Optional.of(Goodbye.read(buffer, offset, end, count));
            case RtcpType.TRANSPORT_LAYER_FEEDBACK ->
                length >= FEEDBACK_HEADER
                        ? readTransportFeedback(buffer, offset, end, count, arrivals)
                        : Optional.empty();
            case RtcpType.PAYLOAD_SPECIFIC_FEEDBACK ->
                length >= FEEDBACK_HEADER ? readPayloadFeedback(buffer, offset, end, count) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static SenderReport readSenderReport(byte[] buffer, int offset, int end, int count) {
        return new SenderReport(
                Bytes.getUnsigned32(buffer, offset + 4),
                Bytes.getUnsigned32(buffer, offset + 8) << 32 | Bytes.getUnsigned32(buffer, offset + 12),
                Bytes.getUnsigned32(buffer, offset + 16),
                Bytes.getUnsigned32(buffer, offset + 20),
                Bytes.getUnsigned32(buffer, offset + 24),
                ReportBlock.readAll(buffer, offset + SenderReport.FIXED_LENGTH, end, count));
    }

    private static Optional<RtcpPacket> readTransportFeedback(
            byte[] buffer, int offset, int end, int format, int arrivals) {
        return switch (format) {
            case RtcpType.GENERIC_NACK -> Optional.of(GenericNack.read(buffer, offset, end));
            case RtcpType.TRANSPORT_WIDE_FEEDBACK -> TransportFeedback.read(buffer, offset, end, arrivals);
            default -> Optional.empty();
        };
    }

    private static Optional<RtcpPacket> readPayloadFeedback(byte[] buffer, int offset, int end, int format) {
        return switch (format) {
            case RtcpType.PICTURE_LOSS_INDICATION -> Optional.of(PictureLossIndication.read(buffer, offset));
            case RtcpType.FULL_INTRA_REQUEST -> Optional.of(FullIntraRequest.read(buffer, offset, end));
            case RtcpType.APPLICATION_LAYER -> ReceiverEstimatedMaximumBitrate.read(buffer, offset, end);
            default -> Optional.empty();
        };
    }
}
