package io.github.natcast.streamer.internal.transport.tcp;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts what came over one TCP connection into packets, wherever TCP cut it (RFC 4571 §2: a 16-bit length, then so many
 * bytes). Confined to the receive thread.
 */
final class FrameSplitter {
    /** No whole frame is there yet. */
    static final int INCOMPLETE = -1;

    /** The next frame is longer than any packet of ours: the connection is of no use any more. */
    static final int TOO_LONG = -2;

    static final int LENGTH_BYTES = 2;

    private static final byte[] NONE = {};

    private int header;
    private int headerBytes;
    /** The part of a frame that came; few connections ever need it. */
    private byte[] kept = NONE;

    private int keptBytes;

    /** Takes the next packet's bytes into {@code packet}; returns how many, or one of the negative constants. */
    int next(ByteBuffer bytes, byte[] packet) {
        while (bytes.hasRemaining()) {
            if (headerBytes < LENGTH_BYTES) {
                header = (header << 8) | (bytes.get() & 0xFF);
                headerBytes++;
            } else if (header > packet.length) {
                return TOO_LONG;
            } else if (keptBytes + bytes.remaining() < header) {
                keep(bytes, packet.length);
            } else if (header > 0) {
                return complete(bytes, packet);
            }
            if (headerBytes == LENGTH_BYTES && header == 0) {
                // RFC 4571 §2 allows a frame without content.
                headerBytes = 0;
            }
        }
        return INCOMPLETE;
    }

    private void keep(ByteBuffer bytes, int most) {
        int count = bytes.remaining();
        if (kept.length < keptBytes + count) {
            kept = Arrays.copyOf(kept, Math.min(most, Math.max(256, 2 * (keptBytes + count))));
        }
        bytes.get(kept, keptBytes, count);
        keptBytes += count;
    }

    private int complete(ByteBuffer bytes, byte[] packet) {
        System.arraycopy(kept, 0, packet, 0, keptBytes);
        int length = header;
        bytes.get(packet, keptBytes, length - keptBytes);
        header = 0;
        headerBytes = 0;
        keptBytes = 0;
        return length;
    }
}
