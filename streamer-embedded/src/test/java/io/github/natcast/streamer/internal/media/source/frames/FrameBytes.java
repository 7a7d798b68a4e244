package io.github.natcast.streamer.internal.media.source.frames;

import io.github.natcast.streamer.PixelFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a client sends, byte by byte as docs/frame-socket.md has it. Stateless. */
final class FrameBytes {
    private FrameBytes() {}

    static ByteBuffer header(int kind, int format, int first, int second, int stride, int length, long captureNanos) {
        ByteBuffer bytes = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {'N', 'C', 'F', 'S', 1, (byte) kind, (byte) format, 0});
        bytes.putInt(first).putInt(second).putInt(stride).putInt(length).putLong(captureNanos);
        return bytes.flip();
    }

    /** A picture without padding, all of whose bytes have one value. */
    static ByteBuffer picture(PixelFormat format, int width, int height, int value, long captureNanos) {
        int length = format.pictureBytes(width, height);
        ByteBuffer bytes = ByteBuffer.allocate(32 + length);
        bytes.put(header(1, FrameHeader.numberOf(format), width, height, 0, length, captureNanos));
        while (bytes.hasRemaining()) {
            bytes.put((byte) value);
        }
        return bytes.flip();
    }

    /** 16-bit samples at 48 kHz. */
    static ByteBuffer audio(int channels, long captureNanos, short... samples) {
        ByteBuffer bytes = ByteBuffer.allocate(32 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(header(2, 1, 48_000, channels, 0, 2 * samples.length, captureNanos));
        for (short sample : samples) {
            bytes.putShort(sample);
        }
        return bytes.flip();
    }
}
