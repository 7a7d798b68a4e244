package io.github.natcast.streamer.internal.transport.dtls;

/**
 * Leaves out a client's ChangeCipherSpec until its CertificateVerify has come. Bouncy Castle takes the former at once,
 * and from then on drops the latter, however often it is sent again: one lost or late packet would end the handshake.
 * Left out, both come again with the client's flight (RFC 6347 §4.2.4). Confined to the receive thread.
 */
final class EarlyCipherChange {
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;
    private static final int CERTIFICATE_VERIFY = 15;

    /** Type, version, epoch, sequence number and length (RFC 6347 §4.1). */
    private static final int RECORD_HEADER = 1 + 2 + 2 + 6 + 2;

    /** Type, length, message_seq, fragment_offset and fragment_length (RFC 6347 §4.2.2). */
    private static final int MESSAGE_HEADER = 1 + 3 + 2 + 3 + 3;

    private boolean verified;

    /** Takes the records out of the packet, in place, that come too early; returns how long it is now. */
    int filter(byte[] packet, int offset, int length) {
        int read = offset;
        int written = offset;
        int end = offset + length;
        while (!verified && read + RECORD_HEADER <= end) {
            int size = RECORD_HEADER + number(packet, read + RECORD_HEADER - 2, 2);
            if (read + size > end) {
                break;
            }
            if (packet[read] == HANDSHAKE && number(packet, read + 3, 2) == 0) {
                verified = hasCertificateVerify(packet, read + RECORD_HEADER, read + size);
            }
            if (packet[read] != CHANGE_CIPHER_SPEC) {
                System.arraycopy(packet, read, packet, written, size);
                written += size;
            }
            read += size;
        }
        System.arraycopy(packet, read, packet, written, end - read);
        return written + end - read - offset;
    }

    /** Whether a message of the record is the last fragment of a CertificateVerify. */
    private static boolean hasCertificateVerify(byte[] packet, int begin, int end) {
        int at = begin;
        while (at + MESSAGE_HEADER <= end) {
            int fragmentEnd = number(packet, at + 6, 3) + number(packet, at + 9, 3);
            if (packet[at] == CERTIFICATE_VERIFY && fragmentEnd == number(packet, at + 1, 3)) {
                return true;
            }
            at += MESSAGE_HEADER + number(packet, at + 9, 3);
        }
        return false;
    }

    private static int number(byte[] packet, int at, int bytes) {
        int value = 0;
        for (int i = at; i < at + bytes; i++) {
            value = value << 8 | (packet[i] & 0xff);
        }
        return value;
    }
}
