package io.github.natcast.streamer.internal.transport.stun;

/**
 * TURN's ChannelData message (RFC 8656 §12.4): channel number, length of the data, data. Over UDP there is no padding.
 * Reads and writes in place, without allocation.
 */
public final class ChannelData {
    /** Channel number and length. */
    public static final int HEADER_LENGTH = 4;

    /** {@link #dataLength} of bytes that are not one whole message. */
    public static final int MALFORMED = -1;

    private ChannelData() {}

    /** RFC 7983 §7: the first byte of ChannelData is 64 to 79. */
    public static boolean isChannelData(int firstByte) {
        return firstByte >= 64 && firstByte <= 79;
    }

    /**
     * Writes a message to the start of {@code message}, which has room for header and data.
     *
     * @param channel 0x4000 to 0x4FFF
     * @return the length of the message in bytes
     */
    public static int write(int channel, byte[] data, int offset, int length, byte[] message) {
        putInt16(message, 0, channel);
        putInt16(message, 2, length);
        System.arraycopy(data, offset, message, HEADER_LENGTH, length);
        return HEADER_LENGTH + length;
    }

    /** The channel number of a message that {@link #dataLength} found whole. */
    public static int channel(byte[] message) {
        return int16(message, 0);
    }

    /**
     * How many bytes of data follow the header; {@link #MALFORMED} when there are not that many.
     *
     * @param length of the datagram at the start of {@code message}
     */
    public static int dataLength(byte[] message, int length) {
        if (length < HEADER_LENGTH) {
            return MALFORMED;
        }
        int dataLength = int16(message, 2);
        return dataLength <= length - HEADER_LENGTH ? dataLength : MALFORMED;
    }

    private static int int16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    private static void putInt16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }
}
