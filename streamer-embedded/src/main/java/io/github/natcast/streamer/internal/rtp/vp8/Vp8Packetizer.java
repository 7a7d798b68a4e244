package io.github.natcast.streamer.internal.rtp.vp8;

import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.rtp.PacketSizes;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.rtp.Packetizer;

/**
 * Splits VP8 frames into RTP payloads (RFC 7741). Each carries a picture identifier of 15 bits, by which a receiver
 * notices that a whole frame is lost. Does not distinguish partitions: a browser's decoder waits for the whole frame
 * anyway.
 */
public final class Vp8Packetizer implements Packetizer {
    private static final int EXTENDED = 0x80;
    private static final int START_OF_PARTITION = 0x10;
    private static final int HAS_PICTURE_ID = 0x80;
    private static final int LONG_PICTURE_ID = 0x80;

    /** The two bytes of flags and the identifier's two (RFC 7741 §4.2). */
    private static final int DESCRIPTOR = 4;

    private final int maximumPayload;
    private int pictureId;

    /** Of {@code initialPictureId}, the low 15 bits count. */
    public Vp8Packetizer(int initialPictureId) {
        this(initialPictureId, PacketSizes.MAXIMUM_PAYLOAD);
    }

    /** {@code maximumPayload} in bytes, at least 5, so that something follows the descriptor. */
    public Vp8Packetizer(int initialPictureId, int maximumPayload) {
        if (maximumPayload <= DESCRIPTOR) {
            throw new IllegalArgumentException("maximum payload " + maximumPayload + " must be 5 bytes or more");
        }
        this.pictureId = initialPictureId & 0x7FFF;
        this.maximumPayload = maximumPayload;
    }

    @Override
    public PacketizedFrame packetize(EncodedFrame frame) {
        byte[] data = frame.data();
        PacketizedFrame.Builder builder = new PacketizedFrame.Builder(data.length + data.length / 64 + 64);
        int room = maximumPayload - DESCRIPTOR;
        for (int position = 0; position < data.length; position += room) {
            builder.append(position == 0 ? EXTENDED | START_OF_PARTITION : EXTENDED)
                    .append(HAS_PICTURE_ID)
                    .append(LONG_PICTURE_ID | pictureId >>> 8)
                    .append(pictureId)
                    .append(data, position, Math.min(room, data.length - position))
                    .endPayload();
        }
        if (data.length > 0) {
            pictureId = (pictureId + 1) & 0x7FFF;
        }
        return builder.numbered().disposable(frame.disposable()).build(frame.keyFrame(), frame.captureTimeNanos());
    }
}
