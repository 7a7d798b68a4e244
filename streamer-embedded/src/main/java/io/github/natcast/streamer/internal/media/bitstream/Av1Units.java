package io.github.natcast.streamer.internal.media.bitstream;

import io.github.natcast.streamer.VideoCodec;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Temporal units of AV1 in the low-overhead format (§5.2), with or without their delimiters. */
final class Av1Units implements UnitReader {
    private static final int SEQUENCE_HEADER = 1;
    private static final int TEMPORAL_DELIMITER = 2;
    private static final int FRAME_HEADER = 3;
    private static final int FRAME = 6;
    private static final int HAS_SIZE = 2;

    /** The latest sequence header, as a whole OBU. */
    private byte[] sequence = {};

    private @Nullable StreamFacts facts;
    private boolean hasSequence;
    /** Where the unit's delimiter ends. */
    private int start;

    @Override
    public Kind read(byte[] unit) {
        Kind kind = Kind.NO_PICTURE;
        hasSequence = false;
        start = 0;
        Obus obus = new Obus(unit);
        while (obus.next()) {
            switch (obus.type()) {
                case TEMPORAL_DELIMITER -> start = obus.end();
                case SEQUENCE_HEADER -> {
                    hasSequence = true;
                    // One without a size ends the unit: nothing could follow it.
                    if ((unit[obus.start()] & HAS_SIZE) != 0) {
                        sequence = Arrays.copyOfRange(unit, obus.start(), obus.end());
                    }
                    read(Av1Sequence.read(unit, obus.payload()));
                }
                case FRAME_HEADER, FRAME ->
                    kind = hasSequence || kind == Kind.KEY_PICTURE || isKeyFrame(unit, obus.payload())
                            ? Kind.KEY_PICTURE
                            : Kind.PICTURE;
                default -> {}
            }
        }
        return kind;
    }

    /** uncompressed_header (§5.9.2): show_existing_frame is 0, frame_type is KEY_FRAME, show_frame is 1. */
    private static boolean isKeyFrame(byte[] unit, int payload) {
        return payload < unit.length && (unit[payload] & 0xf0) == 0x10;
    }

    private void read(Av1Sequence read) {
        StreamFacts now =
                new StreamFacts(VideoCodec.AV1, read.profile(), read.width(), read.height(), Optional.empty());
        facts = read.profile() == 0 ? now : now.withObstacle("because browsers play profile Main of AV1 only");
    }

    @Override
    public byte[] complete(byte[] unit) {
        if (hasSequence || sequence.length == 0) {
            return unit;
        }
        byte[] whole = new byte[unit.length + sequence.length];
        System.arraycopy(unit, 0, whole, 0, start);
        System.arraycopy(sequence, 0, whole, start, sequence.length);
        System.arraycopy(unit, start, whole, start + sequence.length, unit.length - start);
        return whole;
    }

    @Override
    public @Nullable StreamFacts facts() {
        return facts;
    }
}
