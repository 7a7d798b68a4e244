package io.github.natcast.streamer.internal.media.bitstream;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known of the stream that an encoded source delivers. Immutable.
 *
 * @param profile profile_idc, constraint flags and level_idc of H.264 as one number; the profile's number otherwise
 * @param width in pixels
 * @param height in pixels
 * @param obstacle why no viewer can play the stream as it is; empty when some can
 */
public record StreamFacts(VideoCodec codec, int profile, int width, int height, Optional<String> obstacle) {
    static final int BASELINE = 66;
    static final int MAIN = 77;
    static final int HIGH = 100;
    private static final int OBEYS_BASELINE = 0x80;
    /** In pixels: 16 bits, as AV1 has them; the levels of H.264 and H.265 allow less. */
    private static final int LONGEST_SIDE = 0xffff;

    /** Whether a stream can have pictures of this size; a parameter set that says another is damaged. */
    static boolean isSize(int width, int height) {
        return width > 0 && width <= LONGEST_SIDE && height > 0 && height <= LONGEST_SIDE;
    }

    /** Why viewers of a format cannot be sent the stream as it is; empty when they can. */
    public Optional<String> obstacleFor(EncodingFormat format) {
        if (format.codec() != codec) {
            return Optional.of("for viewers who cannot play " + this);
        }
        if (format.rendition() > 0) {
            return Optional.of("in a smaller rendition");
        }
        if (obstacle.isPresent()) {
            return obstacle;
        }
        return codec == VideoCodec.H264 && decoder() > format.h264Decoder()
                ? Optional.of("for viewers who have not negotiated " + this)
                : Optional.empty();
    }

    /**
     * profile_idc that decoders of H.264 must be made for, 66, 77 or 100; 255 when no browser's are. Baseline counts as
     * constrained baseline: streams with slice groups have an obstacle, and encoders in use do not write slices in
     * arbitrary order.
     */
    private int decoder() {
        int idc = profile >> 16;
        boolean baseline = idc == BASELINE || (idc == MAIN && (profile >> 8 & OBEYS_BASELINE) != 0);
        return baseline ? BASELINE : idc == MAIN || idc == HIGH ? idc : 255;
    }

    /**
     * For negotiation: the decoder's profile_idc, constraint flags and level_idc; 0 when it cannot be sent as it is.
     */
    public int copiedH264() {
        boolean sent = codec == VideoCodec.H264 && obstacle.isEmpty() && decoder() <= HIGH;
        return sent ? decoder() << 16 | (profile & 0xffff) : 0;
    }

    StreamFacts withObstacle(String reason) {
        return obstacle.isPresent() ? this : new StreamFacts(codec, profile, width, height, Optional.of(reason));
    }

    private String profileName() {
        if (codec != VideoCodec.H264) {
            return profile > (codec == VideoCodec.H265 ? 1 : 0) ? " profile " + profile : "";
        }
        return switch (profile >> 16) {
            case BASELINE -> " baseline";
            case MAIN -> " main";
            case HIGH -> " high";
            default -> String.format(Locale.ROOT, " profile-level-id=%06x", profile);
        };
    }

    /** For messages, such as {@code H264 high}. */
    @Override
    public String toString() {
        return codec + profileName();
    }
}
