package io.github.natcast.streamer.internal.media.bitstream;

import io.github.natcast.streamer.EncodedUnit;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.rtp.AnnexB;
import org.jspecify.annotations.Nullable;

/**
 * What one source delivers in encoded form, from its first unit on: makes each unit one that can be sent, and says what
 * the stream is. Confined to its owner's lock.
 */
public final class CodedStream {
    /** A single time that goes back is an error of the source's clock. */
    private static final int REORDERED = 2;

    private final VideoCodec codec;
    private final UnitReader reader;
    private final Disposability disposability;
    private boolean any;
    private int backwards;
    private long lastNanos;

    public CodedStream(VideoCodec codec) {
        this.codec = codec;
        reader = UnitReader.of(codec);
        disposability = Disposability.of(codec);
    }

    public VideoCodec codec() {
        return codec;
    }

    /**
     * Reads the next unit. A key frame has its parameter sets in front then.
     *
     * @return null when there is nothing to send: the unit has no picture, or no key frame with its parameter sets came
     *     before
     */
    public @Nullable EncodedFrame read(EncodedUnit unit) {
        byte[] data = unit.data();
        UnitReader.Kind kind = reader.read(data);
        if (kind == UnitReader.Kind.NO_PICTURE) {
            return null;
        }
        boolean key = codec == VideoCodec.VP8
                ? kind == UnitReader.Kind.KEY_PICTURE
                : unit.keyFrame() || kind == UnitReader.Kind.KEY_PICTURE;
        boolean disposable = disposability.isDisposable(data) && !key;
        if (reader.facts() == null || (!any && !key)) {
            return null;
        }
        // The time of a picture that is shown before one that came earlier goes back.
        backwards += any && !key && unit.captureTimeNanos() < lastNanos ? 1 : 0;
        any = true;
        lastNanos = unit.captureTimeNanos();
        return new EncodedFrame(codec, key ? reader.complete(data) : data, key, unit.captureTimeNanos(), disposable);
    }

    /** Bytes of the longest NAL unit; of the whole for codecs without them. */
    public static int longestUnit(EncodedFrame frame) {
        if (frame.codec() != VideoCodec.H264 && frame.codec() != VideoCodec.H265) {
            return frame.data().length;
        }
        int longest = 0;
        AnnexB units = new AnnexB(frame.data());
        while (units.next()) {
            longest = Math.max(longest, units.length());
        }
        return longest;
    }

    /** Whether a picture has come that decoding can start with. */
    public boolean hasBegun() {
        return any;
    }

    /** What the stream is, as far as it was read; there is a picture by then. */
    public StreamFacts facts() {
        StreamFacts facts = reader.facts();
        if (facts == null) {
            throw new IllegalStateException("no picture of the stream has come");
        }
        return backwards >= REORDERED ? facts.withObstacle(H264Units.REORDERED) : facts;
    }
}
