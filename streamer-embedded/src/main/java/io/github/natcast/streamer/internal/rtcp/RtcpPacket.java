package io.github.natcast.streamer.internal.rtcp;

import io.github.natcast.streamer.internal.rtp.Bytes;
import java.util.List;

/**
 * One packet of a compound RTCP packet (RFC 3550 §6.1). All kinds are immutable. An SSRC is 32 bits, unsigned, in a
 * long.
 */
public sealed interface RtcpPacket
        permits SenderReport,
                ReceiverReport,
                SourceDescription,
                Goodbye,
                GenericNack,
                TransportFeedback,
                PictureLossIndication,
                FullIntraRequest,
                ReceiverEstimatedMaximumBitrate {

    /** Bytes that {@link #write} needs: a multiple of 4. */
    int encodedLength();

    /** Writes {@link #encodedLength()} bytes at {@code offset}. */
    void write(byte[] buffer, int offset);

    /** Writes packets one behind the other, a report first (RFC 3550 §6.1); returns their length in bytes. */
    static int writeCompound(List<? extends RtcpPacket> packets, byte[] buffer, int offset) {
        int position = offset;
        for (RtcpPacket packet : packets) {
            packet.write(buffer, position);
            position += packet.encodedLength();
        }
        return position - offset;
    }

    /** Writes the common header (RFC 3550 §6.4.1): version 2, no padding, {@code length} in bytes. */
    static void writeHeader(byte[] buffer, int offset, int countOrFormat, int packetType, int length) {
        buffer[offset] = (byte) (0x80 | countOrFormat);
        buffer[offset + 1] = (byte) packetType;
        Bytes.put16(buffer, offset + 2, length / 4 - 1);
    }
}
