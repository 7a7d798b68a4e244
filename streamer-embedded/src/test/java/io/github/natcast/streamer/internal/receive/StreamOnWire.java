package io.github.natcast.streamer.internal.receive;

import io.github.natcast.streamer.internal.rtp.Bytes;
import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import io.github.natcast.streamer.internal.rtp.RtpHeader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sending side of one stream, for tests: numbers packets, and sends them again when asked, with or without RTX. */
final class StreamOnWire {
    static final int PAYLOAD_TYPE = 102;
    static final int RTX = 103;
    static final long SSRC = 0xF00D_F00DL;
    static final long RTX_SSRC = 0xBEEFL;
    static final int TRANSPORT_ID = 3;

    private final Map<Integer, byte[]> sent = new HashMap<>();
    private final boolean rtx;
    private int sequence;
    private int rtxSequence = 77;
    private int transport;

    StreamOnWire(int firstSequence, boolean rtx) {
        sequence = firstSequence;
        this.rtx = rtx;
    }

    /** The packets of one frame, the last marked. */
    List<byte[]> frame(List<byte[]> payloads, int timestamp) {
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < payloads.size(); i++) {
            byte[] packet = packet(PAYLOAD_TYPE, sequence, timestamp, SSRC, i == payloads.size() - 1, payloads.get(i));
            sent.put(sequence, packet);
            packets.add(packet);
            sequence = (sequence + 1) & 0xFFFF;
        }
        return packets;
    }

    /** What answers a request; null for a number that was not sent. */
    byte @Nullable [] again(int number) {
        byte[] packet = sent.get(number);
        if (packet == null || !rtx) {
            return packet;
        }
        RtpHeader header = RtpHeader.read(packet, 0, packet.length).orElseThrow();
        byte[] payload = new byte[2 + header.payloadLength()];
        Bytes.put16(payload, 0, number);
        System.arraycopy(packet, header.payloadOffset(), payload, 2, header.payloadLength());
        int own = rtxSequence++ & 0xFFFF;
        return packet(RTX, own, header.timestamp(), RTX_SSRC, header.marker(), payload);
    }

    private byte[] packet(int type, int number, int timestamp, long ssrc, boolean marker, byte[] payload) {
        byte[] packet = new byte[12 + 8 + payload.length];
        RtpHeader.write(packet, 0, marker, type, number, timestamp, (int) ssrc, true);
        Bytes.put16(packet, 12, HeaderExtension.ONE_BYTE_PROFILE);
        Bytes.put16(packet, 14, 1);
        packet[16] = (byte) (TRANSPORT_ID << 4 | 1);
        Bytes.put16(packet, 17, transport++ & 0xFFFF);
        System.arraycopy(payload, 0, packet, 20, payload.length);
        return packet;
    }
}
