package io.github.natcast.streamer.internal.media.codec;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one encoding makes; viewers with the same format share it. Immutable.
 *
 * @param h264Profile the profile of H.264; empty for other codecs
 * @param maximumUnit bytes that no NAL unit may exceed, for packetization modes that cannot split one (RFC 6184 §6.2);
 *     empty where any length will do
 * @param rendition 0 for the full picture and rate, 1 and 2 for smaller ones
 * @param h264Decoder profile_idc of what its viewers play of a stream that a source has encoded, which may be more than
 *     is encoded here; 0 for other codecs
 */
public record EncodingFormat(
        VideoCodec codec, Optional<H264Profile> h264Profile, OptionalInt maximumUnit, int rendition, int h264Decoder) {

    /** profile_idc (H.264 annex A.2). */
    private static final int BASELINE = 66;

    private static final int MAIN = 77;
    private static final int HIGH = 100;

    public EncodingFormat {
        if (h264Profile.isPresent() != (codec == VideoCodec.H264)) {
            throw new IllegalArgumentException(
                    codec == VideoCodec.H264 ? "H264 needs a profile" : codec + " has no profile of H264");
        }
        if (maximumUnit.isPresent() && maximumUnit.getAsInt() <= 0) {
            throw new IllegalArgumentException("maximum unit " + maximumUnit.getAsInt() + " must be 1 byte or more");
        }
        if (rendition < 0) {
            throw new IllegalArgumentException("rendition " + rendition + " must be 0 or more");
        }
    }

    /** With units of any length; H.264 in constrained baseline. */
    public static EncodingFormat of(VideoCodec codec) {
        Optional<H264Profile> profile =
                codec == VideoCodec.H264 ? Optional.of(H264Profile.CONSTRAINED_BASELINE) : Optional.empty();
        return new EncodingFormat(
                codec,
                profile,
                OptionalInt.empty(),
                0,
                profile.map(EncodingFormat::idc).orElse(0));
    }

    /** H.264 with units of any length. */
    public static EncodingFormat h264(H264Profile profile) {
        return new EncodingFormat(VideoCodec.H264, Optional.of(profile), OptionalInt.empty(), 0, idc(profile));
    }

    private static int idc(H264Profile profile) {
        return switch (profile) {
            case CONSTRAINED_BASELINE -> BASELINE;
            case MAIN -> MAIN;
        };
    }

    /** The same for viewers who play more of H.264 than is encoded. */
    public EncodingFormat withDecoder(int profileIdc) {
        return new EncodingFormat(codec, h264Profile, maximumUnit, rendition, profileIdc);
    }

    /** The same with no unit longer than {@code bytes}, its header included. */
    public EncodingFormat withMaximumUnit(int bytes) {
        return new EncodingFormat(codec, h264Profile, OptionalInt.of(bytes), rendition, h264Decoder);
    }

    /** The same in another size and rate. */
    public EncodingFormat withRendition(int index) {
        return new EncodingFormat(codec, h264Profile, maximumUnit, index, h264Decoder);
    }

    /**
     * The H.264 that its viewers play of a stream that a source has encoded, where that is not what is encoded here:
     * main, high, or the number of another.
     */
    public Optional<String> decoder() {
        if (h264Profile.isEmpty() || h264Decoder == idc(h264Profile.get())) {
            return Optional.empty();
        }
        return Optional.of(
                switch (h264Decoder) {
                    case BASELINE -> H264Profile.CONSTRAINED_BASELINE.toString();
                    case MAIN -> H264Profile.MAIN.toString();
                    case HIGH -> "high";
                    default -> String.valueOf(h264Decoder);
                });
    }

    /**
     * For messages, and another one for each format; does not mention constrained baseline and the full rendition,
     * which are usual.
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(codec.toString());
        h264Profile
                .filter(profile -> profile != H264Profile.CONSTRAINED_BASELINE)
                .ifPresent(profile -> text.append(' ').append(profile));
        decoder().ifPresent(played -> text.append(" for viewers who play ").append(played));
        maximumUnit.ifPresent(
                bytes -> text.append(" in NAL units of at most ").append(bytes).append(" bytes"));
        if (rendition > 0) {
            text.append(", rendition ").append(rendition);
        }
        return text.toString();
    }
}
