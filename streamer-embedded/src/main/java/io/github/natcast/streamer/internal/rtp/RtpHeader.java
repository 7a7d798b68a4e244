package io.github.natcast.streamer.internal.rtp;

import java.util.Optional;

/**
 * The header of one RTP packet (RFC 3550 §5.1), read. Immutable.
 *
 * @param marker in the video formats here, whether this is the last packet of a picture
 * @param payloadType 0 to 127
 * @param sequenceNumber 0 to 65535
 * @param timestamp 32 bits, unsigned
 * @param ssrc 32 bits, unsigned
 * @param extensionProfile "defined by profile" of the header extension, -1 without one
 * @param extensionOffset where the extension's data begins in the array that was read
 * @param extensionLength bytes of extension data, 0 without an extension
 * @param payloadOffset where the payload begins in the array that was read
 * @param payloadLength bytes of payload, without padding
 */
public record RtpHeader(
        boolean marker,
        int payloadType,
        int sequenceNumber,
        int timestamp,
        int ssrc,
        int extensionProfile,
        int extensionOffset,
        int extensionLength,
        int payloadOffset,
        int payloadLength) {

    private static final int VERSION_2 = 0x80;
    private static final int PADDING = 0x20;
    private static final int EXTENSION = 0x10;
    private static final int MARKER = 0x80;

    /** Writes the 12 fixed bytes at {@code offset}; an extension block, if announced, must follow them. */
    public static void write(
            byte[] buffer,
            int offset,
            boolean marker,
            int payloadType,
            int sequenceNumber,
            int timestamp,
            int ssrc,
            boolean hasExtension) {
        buffer[offset] = (byte) (hasExtension ? VERSION_2 | EXTENSION : VERSION_2);
        buffer[offset + 1] = (byte) (marker ? MARKER | payloadType : payloadType);
        Bytes.put16(buffer, offset + 2, sequenceNumber);
        Bytes.put32(buffer, offset + 4, timestamp);
        Bytes.put32(buffer, offset + 8, ssrc);
    }

    /** Empty when the bytes are not an RTP packet of version 2 whose parts all fit. */
    public static Optional<RtpHeader> read(byte[] buffer, int offset, int length) {
        if (length < PacketSizes.RTP_HEADER || (buffer[offset] & 0xC0) != VERSION_2) {
            return Optional.empty();
        }
        int end = offset + length;
        int position = offset + PacketSizes.RTP_HEADER + 4 * (buffer[offset] & 0x0F);
        int profile = -1;
        int extensionOffset = position;
        int extensionLength = 0;
        if ((buffer[offset] & EXTENSION) != 0) {
            if (position + 4 > end) {
                return Optional.empty();
            }
            profile = Bytes.get16(buffer, position);
            extensionLength = 4 * Bytes.get16(buffer, position + 2);
            extensionOffset = position + 4;
            position = extensionOffset + extensionLength;
        }
        int padding = (buffer[offset] & PADDING) != 0 ? buffer[end - 1] & 0xFF : 0;
        boolean paddingBroken = (buffer[offset] & PADDING) != 0 && padding == 0;
        if (position + padding > end || paddingBroken) {
            return Optional.empty();
        }
        return Optional.of(new RtpHeader(
                (buffer[offset + 1] & MARKER) != 0,
                buffer[offset + 1] & 0x7F,
                Bytes.get16(buffer, offset + 2),
                Bytes.get32(buffer, offset + 4),
                Bytes.get32(buffer, offset + 8),
                profile,
                extensionOffset,
                extensionLength,
                position,
                end - padding - position));
    }
}
