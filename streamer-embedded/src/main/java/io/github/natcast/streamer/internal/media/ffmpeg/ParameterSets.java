package io.github.natcast.streamer.internal.media.ffmpeg;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Completes and checks the parameter sets of H.264 and H.265: every key frame carries them (RFC 6184 §8.4 asks for that
 * where they are not sent out of band), and those of H.264 name the requested profile. Confined to one thread.
 */
final class ParameterSets {
    private static final int BASELINE = 66;
    private static final int MAIN = 77;
    /** constraint_set0_flag and constraint_set1_flag (H.264 §7.4.2.1.1): obeys what baseline, and what main allows. */
    private static final int OBEYS_BASELINE = 0x80;

    private static final int OBEYS_MAIN = 0x40;

    private final String encoder;
    private final EncodingFormat format;
    /** The latest, for key frames that have none. */
    private byte[] latest = {};

    ParameterSets(String encoder, EncodingFormat format) {
        this.encoder = encoder;
        this.format = format;
    }

    /** Keeps parameter sets that come without a picture: some encoders send them in a packet of their own. */
    boolean keepsApart(byte[] data) {
        if (!hasParameterSets()
                || firstSet(data).isEmpty()
                || NalUnits.picture(format.codec(), data).isPresent()) {
            return false;
        }
        latest = data.clone();
        return true;
    }

    /**
     * The key frame with its parameter sets in front. May write to {@code frame}.
     *
     * @param outOfBand the sets that the encoder keeps apart from its packets, for key frames that have none
     * @throws EncoderException when there are none, or they are not of the requested profile
     */
    byte[] complete(byte[] frame, Supplier<byte[]> outOfBand) throws EncoderException {
        if (!hasParameterSets()) {
            return frame;
        }
        byte[] whole = frame;
        if (firstSet(frame).isEmpty()) {
            byte[] sets = latest.length > 0 ? latest : outOfBand.get();
            whole = Arrays.copyOf(sets, sets.length + frame.length);
            System.arraycopy(frame, 0, whole, sets.length, frame.length);
        } else {
            // Some hardware writes them with its first key frame only.
            latest =
                    Arrays.copyOf(frame, NalUnits.picture(format.codec(), frame).orElse(frame.length));
        }
        if (format.h264Profile().isPresent()) {
            markConstrained(whole);
            requireProfile(whole, format.h264Profile().get());
        }
        return whole;
    }

    private boolean hasParameterSets() {
        return format.codec() == VideoCodec.H264 || format.codec() == VideoCodec.H265;
    }

    private OptionalInt firstSet(byte[] data) {
        boolean h264 = format.codec() == VideoCodec.H264;
        return NalUnits.find(format.codec(), data, h264 ? NalUnits.H264_SPS : NalUnits.H265_VPS);
    }

    /** None of our encoders uses what constrained baseline lacks: slice groups, arbitrary order, redundant slices. */
    private static void markConstrained(byte[] frame) {
        OptionalInt sps = NalUnits.find(VideoCodec.H264, frame, NalUnits.H264_SPS);
        if (sps.isPresent() && (frame[sps.getAsInt() + 1] & 0xff) == BASELINE) {
            frame[sps.getAsInt() + 2] |= (byte) (OBEYS_BASELINE | OBEYS_MAIN);
        }
    }

    private void requireProfile(byte[] frame, H264Profile wanted) throws EncoderException {
        OptionalInt found = h264ProfileLevel(frame);
        if (found.isEmpty()) {
            throw new EncoderException(encoder + ": a key frame comes without its parameter sets");
        }
        int profile = found.getAsInt() >> 16;
        int constraints = found.getAsInt() >> 8;
        boolean right = switch (wanted) {
            case CONSTRAINED_BASELINE ->
                (profile == BASELINE && (constraints & OBEYS_MAIN) != 0)
                        || (profile == MAIN && (constraints & OBEYS_BASELINE) != 0);
            case MAIN -> profile == MAIN;
        };
        if (!right) {
            throw new EncoderException(
                    encoder + ": profile-level-id " + hex(found.getAsInt()) + " is not " + wanted + " as asked for");
        }
    }

    /** As {@code profile-level-id} writes it. */
    static String hex(int profileLevel) {
        return String.format(Locale.ROOT, "%06x", profileLevel);
    }

    /** profile_idc, constraint flags and level_idc as one number, as profile-level-id has them (RFC 6184 §8.1). */
    static OptionalInt h264ProfileLevel(byte[] frame) {
        OptionalInt sps = NalUnits.find(VideoCodec.H264, frame, NalUnits.H264_SPS);
        if (sps.isEmpty()) {
            return sps;
        }
        int at = sps.getAsInt();
        return OptionalInt.of((frame[at + 1] & 0xff) << 16 | (frame[at + 2] & 0xff) << 8 | (frame[at + 3] & 0xff));
    }

    /** general_profile_idc of an H.265 SPS (§7.3.3): two bytes of header, one byte before profile_tier_level. */
    static OptionalInt h265Profile(byte[] frame) {
        OptionalInt sps = NalUnits.find(VideoCodec.H265, frame, NalUnits.H265_SPS);
        return sps.isEmpty() ? sps : OptionalInt.of(frame[sps.getAsInt() + 3] & 0x1f);
    }
}
