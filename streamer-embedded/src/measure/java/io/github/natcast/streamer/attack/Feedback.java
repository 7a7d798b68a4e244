package io.github.natcast.streamer.attack;

import io.github.natcast.streamer.internal.rtp.Bytes;
import io.github.natcast.streamer.internal.srtp.SrtpSender;
import java.io.IOException;
import java.util.Arrays;

/** RTCP of one viewer, authentic where it is sealed. Confined to one thread. */
final class Feedback {
    private static final int OWN_SOURCE = 1;
    private static final int RECEIVER_REPORT = 201;
    private static final int TRANSPORT_FEEDBACK = 205;
    private static final int PAYLOAD_FEEDBACK = 206;
    /** For tags, and the index of SRTCP (RFC 3711 §3.4). */
    private static final int ROOM = 32;

    private final SrtpSender sender;
    private final int media;

    /** Waits for the viewer's first packet. */
    Feedback(Guest guest) throws IOException, InterruptedException {
        this.media = guest.mediaSource();
        this.sender = guest.packets().keys().clientSender();
    }

    /** RFC 4585 §6.3.1. */
    byte[] pictureLoss() {
        return feedback(PAYLOAD_FEEDBACK, 1, 0);
    }

    /** RFC 4585 §6.2.1: so many pairs of a number and the 16 after it. */
    byte[] nack(int first, int pairs) {
        byte[] packet = feedback(TRANSPORT_FEEDBACK, 1, 4 * pairs);
        for (int i = 0; i < pairs; i++) {
            Bytes.put16(packet, 12 + 4 * i, first + 17 * i);
            Bytes.put16(packet, 14 + 4 * i, 0xFFFF);
        }
        return packet;
    }

    /** draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1: all are reported lost, in runs of 8,191. */
    byte[] transportWide(int number, int runs) {
        byte[] packet = feedback(TRANSPORT_FEEDBACK, 15, 8 + 2 * runs + (2 * runs & 2));
        Bytes.put16(packet, 12, number);
        Bytes.put16(packet, 14, Math.min(0xFFFF, 8191 * runs));
        packet[19] = (byte) number;
        for (int i = 0; i < runs; i++) {
            Bytes.put16(packet, 20 + 2 * i, 8191);
        }
        return packet;
    }

    /** An RTCP packet as a stranger would send it, who has no keys. */
    byte[] unsealed(long number) {
        byte[] packet = Arrays.copyOf(pictureLoss(), 12 + 14);
        Bytes.put32(packet, 12, (int) number | 0x8000_0000);
        return packet;
    }

    /** Protected; each time with the next index. */
    byte[] seal(byte[] packet) {
        byte[] buffer = Arrays.copyOf(packet, packet.length + ROOM);
        return Arrays.copyOf(buffer, sender.protectRtcp(buffer, 0, packet.length));
    }

    /** Reduced size, without a report in front (RFC 5506). */
    private byte[] feedback(int type, int format, int length) {
        byte[] packet = new byte[12 + length];
        packet[0] = (byte) (0x80 | format);
        packet[1] = (byte) type;
        Bytes.put16(packet, 2, packet.length / 4 - 1);
        Bytes.put32(packet, 4, OWN_SOURCE);
        Bytes.put32(packet, 8, media);
        return packet;
    }

    /** RFC 3550 §6.4.2 with one block, which says that everything is lost. */
    byte[] receiverReport() {
        byte[] packet = new byte[32];
        packet[0] = (byte) 0x81;
        packet[1] = (byte) RECEIVER_REPORT;
        Bytes.put16(packet, 2, 7);
        Bytes.put32(packet, 4, OWN_SOURCE);
        Bytes.put32(packet, 8, media);
        Bytes.put32(packet, 12, 0xFF7F_FFFF);
        return packet;
    }
}
