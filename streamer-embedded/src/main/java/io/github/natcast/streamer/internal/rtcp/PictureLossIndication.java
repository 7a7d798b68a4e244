package io.github.natcast.streamer.internal.rtcp;

import io.github.natcast.streamer.internal.rtp.Bytes;

/**
 * PLI (RFC 4585 §6.3.1): the decoder cannot go on without a key frame.
 *
 * @param senderSsrc of the viewer that asks
 * @param mediaSsrc the stream
 */
public record PictureLossIndication(long senderSsrc, long mediaSsrc) implements RtcpPacket {

    @Override
    public int encodedLength() {
        return 12;
    }

    @Override
    public void write(byte[] buffer, int offset) {
        RtcpPacket.writeHeader(
                buffer, offset, RtcpType.PICTURE_LOSS_INDICATION, RtcpType.PAYLOAD_SPECIFIC_FEEDBACK, encodedLength());
        Bytes.put32(buffer, offset + 4, (int) senderSsrc);
        Bytes.put32(buffer, offset + 8, (int) mediaSsrc);
    }

    static PictureLossIndication read(byte[] buffer, int offset) {
        return new PictureLossIndication(
                Bytes.getUnsigned32(buffer, offset + 4), Bytes.getUnsigned32(buffer, offset + 8));
    }
}
