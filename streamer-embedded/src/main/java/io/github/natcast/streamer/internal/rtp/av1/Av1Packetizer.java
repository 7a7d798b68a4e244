package io.github.natcast.streamer.internal.rtp.av1;

import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.rtp.PacketSizes;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.rtp.Packetizer;
import io.github.natcast.streamer.internal.rtp.UnpacketizableFrameException;

/**
 * Splits AV1 temporal units into RTP payloads ("RTP Payload Format For AV1" §4). Fills each payload with up to three
 * OBU elements or fragments, so that the last one's length need not be written. Supports one operating point: it does
 * not distinguish layers.
 */
public final class Av1Packetizer implements Packetizer {
    /** Z: the first element continues one of the packet before. */
    private static final int CONTINUES = 0x80;

    /** Y: the last element goes on in the next packet. */
    private static final int GOES_ON = 0x40;

    /** N: the first packet of a coded video sequence. */
    private static final int NEW_SEQUENCE = 0x08;

    private static final int COUNT_SHIFT = 4;
    private static final int MAXIMUM_ELEMENTS = 3;
    private static final int AGGREGATION_HEADER = 1;

    private final int maximumPayload;

    public Av1Packetizer() {
        this(PacketSizes.MAXIMUM_PAYLOAD);
    }

    /** {@code maximumPayload} in bytes, 2 to 16383: lengths within a payload then take two bytes at most. */
    public Av1Packetizer(int maximumPayload) {
        if (maximumPayload < 2 || maximumPayload > 16_383) {
            throw new IllegalArgumentException("maximum payload " + maximumPayload + " must be from 2 to 16383 bytes");
        }
        this.maximumPayload = maximumPayload;
    }

    @Override
    public PacketizedFrame packetize(EncodedFrame frame) throws UnpacketizableFrameException {
        ObuElements elements = new ObuElements(frame.data());
        PacketizedFrame.Builder builder =
                new PacketizedFrame.Builder(frame.data().length + frame.data().length / 256 + 64);
        Cursor cursor = new Cursor(elements);
        while (cursor.element < elements.count()) {
            int newSequence = frame.keyFrame() && builder.payloadCount() == 0 ? NEW_SEQUENCE : 0;
            writePayload(cursor, newSequence, builder);
        }
        return builder.disposable(frame.disposable()).build(frame.keyFrame(), frame.captureTimeNanos());
    }

    /** How far elements have been written. */
    private static final class Cursor {
        final ObuElements elements;
        int element;
        int position;

        Cursor(ObuElements elements) {
            this.elements = elements;
        }
    }

    private void writePayload(Cursor cursor, int newSequence, PacketizedFrame.Builder builder) {
        ObuElements elements = cursor.elements;
        int start = cursor.position;
        int continues = start > elements.offset(cursor.element) ? CONTINUES : 0;
        int[] lengths = new int[MAXIMUM_ELEMENTS];
        int count = 0;
        int room = maximumPayload - AGGREGATION_HEADER;
        int goesOn = 0;
        while (goesOn == 0 && count < MAXIMUM_ELEMENTS && cursor.element < elements.count()) {
            // The element that was last so far needs its length once another follows.
            int lengthField = count == 0 ? 0 : lebLength(lengths[count - 1]);
            if (room <= lengthField) {
                break;
            }
            room -= lengthField;
            int rest = elements.end(cursor.element) - cursor.position;
            int part = Math.min(rest, room);
            lengths[count++] = part;
            room -= part;
            cursor.position += part;
            if (part == rest) {
                cursor.element++;
            } else {
                goesOn = GOES_ON;
            }
        }
        builder.append(continues | goesOn | count << COUNT_SHIFT | newSequence);
        for (int i = 0; i < count; i++) {
            if (i < count - 1) {
                appendLeb(lengths[i], builder);
            }
            builder.append(elements.bytes(), start, lengths[i]);
            start += lengths[i];
        }
        builder.endPayload();
    }

    private static int lebLength(int value) {
        return value < 0x80 ? 1 : 2;
    }

    private static void appendLeb(int value, PacketizedFrame.Builder builder) {
        if (value < 0x80) {
            builder.append(value);
        } else {
            builder.append(0x80 | (value & 0x7F)).append(value >>> 7);
        }
    }
}
