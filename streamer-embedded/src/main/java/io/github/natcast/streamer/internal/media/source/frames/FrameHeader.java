package io.github.natcast.streamer.internal.media.source.frames;

import io.github.natcast.streamer.PixelFormat;
import java.nio.ByteBuffer;

/**
 * The 32 bytes before each picture and each piece of audio, little-endian (docs/frame-socket.md).
 *
 * <pre>
 *  0  magic "NCFS"           12  height, or channels
 *  4  version, 1             16  bytes per row of the first plane, 0 for no padding
 *  5  kind, 1 or 2           20  bytes that follow
 *  6  format                 24  capture time in nanoseconds, 0 for now
 *  7  0
 *  8  width, or sample rate  32
 * </pre>
 *
 * <p>Whoever sends it may be anybody: every value is checked before anything is allocated for it. Immutable.
 */
sealed interface FrameHeader permits VideoHeader, AudioHeader {
    int BYTES = 32;

    /** The bytes N, C, F, S, read as a little-endian integer. */
    int MAGIC = 'N' | 'C' << 8 | 'F' << 16 | 'S' << 24;

    int VERSION = 1;
    int VIDEO = 1;
    int AUDIO = 2;

    /** How many bytes follow the header; at least one. */
    int length();

    /** When the picture was taken, or the first sample, on the scale of {@link System#nanoTime()}; 0 for now. */
    long captureNanos();

    /**
     * Reads the header at the buffer's position.
     *
     * @param bytes little-endian, with {@link #BYTES} bytes remaining
     * @throws FrameSocketException when it is no header, or one that is beyond the limits
     */
    static FrameHeader read(ByteBuffer bytes) throws FrameSocketException {
        int magic = bytes.getInt();
        if (magic != MAGIC) {
            throw new FrameSocketException(String.format(
                    "a frame begins with the bytes %02x %02x %02x %02x instead of NCFS; each frame is a header of"
                            + " %d bytes and then exactly as many bytes as it says",
                    magic & 0xff, magic >>> 8 & 0xff, magic >>> 16 & 0xff, magic >>> 24, BYTES));
        }
        int version = Byte.toUnsignedInt(bytes.get());
        if (version != VERSION) {
            throw new FrameSocketException("version " + version + " of the header is not known; send " + VERSION);
        }
        int kind = Byte.toUnsignedInt(bytes.get());
        int format = Byte.toUnsignedInt(bytes.get());
        int reserved = Byte.toUnsignedInt(bytes.get());
        if (reserved != 0) {
            throw new FrameSocketException("byte 7 of the header is " + reserved + "; it must be 0");
        }
        int first = bytes.getInt();
        int second = bytes.getInt();
        int stride = bytes.getInt();
        int length = bytes.getInt();
        long captureNanos = bytes.getLong();
        return switch (kind) {
            case VIDEO -> VideoHeader.checked(format, first, second, stride, length, captureNanos);
            case AUDIO -> AudioHeader.checked(format, first, second, stride, length, captureNanos);
            default ->
                throw new FrameSocketException(
                        "kind " + kind + " is not known; " + VIDEO + " is video and " + AUDIO + " is audio");
        };
    }

    /** The format's number in a header: its place in the list of formats, from 1. */
    static int numberOf(PixelFormat format) {
        return switch (format) {
            case I420 -> 1;
            case NV12 -> 2;
            case BGR -> 3;
            case RGB -> 4;
            case BGRA -> 5;
            case RGBA -> 6;
        };
    }
}
