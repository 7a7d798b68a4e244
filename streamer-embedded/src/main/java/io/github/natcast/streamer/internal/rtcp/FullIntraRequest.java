package io.github.natcast.streamer.internal.rtcp;

import io.github.natcast.streamer.internal.rtp.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * FIR (RFC 5104 §4.3.1). Immutable.
 *
 * @param senderSsrc of the viewer that asks
 * @param entries the streams, each with a number that tells a new request from a repetition
 */
public record FullIntraRequest(long senderSsrc, List<Entry> entries) implements RtcpPacket {

    /**
     * One stream's request.
     *
     * @param ssrc the stream
     * @param commandSequenceNumber 0 to 255; the same number again is a repetition
     */
    public record Entry(long ssrc, int commandSequenceNumber) {}

    public FullIntraRequest {
        entries = List.copyOf(entries);
    }

    @Override
    public int encodedLength() {
        return 12 + 8 * entries.size();
    }

    @Override
    public void write(byte[] buffer, int offset) {
        RtcpPacket.writeHeader(
                buffer, offset, RtcpType.FULL_INTRA_REQUEST, RtcpType.PAYLOAD_SPECIFIC_FEEDBACK, encodedLength());
        Bytes.put32(buffer, offset + 4, (int) senderSsrc);
        // "SSRC of media source" is not used and SHALL be 0 (RFC 5104 §4.3.1.2).
        Bytes.put32(buffer, offset + 8, 0);
        int position = offset + 12;
        for (Entry entry : entries) {
            Bytes.put32(buffer, position, (int) entry.ssrc);
            Bytes.put32(buffer, position + 4, entry.commandSequenceNumber << 24);
            position += 8;
        }
    }

    static FullIntraRequest read(byte[] buffer, int offset, int end) {
        List<Entry> entries = new ArrayList<>();
        for (int position = offset + 12; position + 8 <= end; position += 8) {
            entries.add(new Entry(Bytes.getUnsigned32(buffer, position), buffer[position + 4] & 0xFF));
        }
        return new FullIntraRequest(Bytes.getUnsigned32(buffer, offset + 4), entries);
    }
}
