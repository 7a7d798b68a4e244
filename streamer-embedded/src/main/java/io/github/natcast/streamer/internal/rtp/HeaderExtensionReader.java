package io.github.natcast.streamer.internal.rtp;

/** Finds elements of the one-byte form in a packet's header extension (RFC 8285 §4.2). Stateless. */
public final class HeaderExtensionReader {
    /** In place of an element that is not there. */
    public static final int ABSENT = -1;

    /** Ends the elements, whatever follows (RFC 8285 §4.2). */
    private static final int STOP = 15;

    private HeaderExtensionReader() {}

    /**
     * Where the data of an element begins in the array that was read.
     *
     * @param id 1 to 14
     * @param length bytes of data that are needed; a longer element is one of a later version
     * @return {@link #ABSENT} without one, or where it does not fit
     */
    public static int find(byte[] buffer, RtpHeader header, int id, int length) {
        if (header.extensionProfile() != HeaderExtension.ONE_BYTE_PROFILE) {
            return ABSENT;
        }
        int end = header.extensionOffset() + header.extensionLength();
        int position = header.extensionOffset();
        while (position < end) {
            int element = buffer[position] >>> 4 & 0x0F;
            if (element == STOP) {
                return ABSENT;
            }
            if (element == 0) {
                position++; // padding
                continue;
            }
            int size = (buffer[position] & 0x0F) + 1;
            if (position + 1 + size > end) {
                return ABSENT;
            }
            if (element == id && size >= length) {
                return position + 1;
            }
            position += 1 + size;
        }
        return ABSENT;
    }
}
