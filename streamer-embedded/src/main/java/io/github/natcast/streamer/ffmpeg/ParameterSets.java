package io.github.natcast.streamer.ffmpeg;

import io.github.natcast.streamer.VideoCodec;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Looks after the parameter sets of H.264 and H.265: every key frame carries them (RFC 6184 §8.4 calls for it where they
 * are not sent out of band), and an H.264 stream that keeps to constrained baseline says so. Confined to one thread.
 */
final class ParameterSets {
    private static final int H264_SPS = 7;
    private static final int H265_VPS = 32;
    private static final int H265_SPS = 33;
    private static final int BASELINE = 66;
    /** constraint_set0_flag and constraint_set1_flag (H.264 §7.4.2.1.1): baseline and main both decode it. */
    private static final int CONSTRAINED = 0xC0;

    private final VideoCodec codec;
    private byte[] outOfBand = {};

    ParameterSets(VideoCodec codec) {
        this.codec = codec;
    }

    /** What the encoder keeps apart from its frames; used for key frames that come without. */
    void outOfBand(byte[] extradata) {
        outOfBand = extradata.clone();
    }

    /** The key frame with its parameter sets in front. May write to {@code frame}. */
    byte[] complete(byte[] frame) {
        if (codec != VideoCodec.H264 && codec != VideoCodec.H265) {
            return frame;
        }
        byte[] whole = frame;
        if (unit(frame, codec == VideoCodec.H264 ? H264_SPS : H265_VPS).isEmpty() && outOfBand.length > 0) {
            whole = Arrays.copyOf(outOfBand, outOfBand.length + frame.length);
            System.arraycopy(frame, 0, whole, outOfBand.length, frame.length);
        }
        if (codec == VideoCodec.H264) {
            markConstrained(whole);
        }
        return whole;
    }

    /** None of our encoders uses what constrained baseline lacks: slice groups, arbitrary order, redundant slices. */
    private void markConstrained(byte[] frame) {
        OptionalInt sps = unit(frame, H264_SPS);
        if (sps.isPresent() && (frame[sps.getAsInt() + 1] & 0xff) == BASELINE) {
            frame[sps.getAsInt() + 2] |= (byte) CONSTRAINED;
        }
    }

    /** profile_idc, constraint flags and level_idc as one number, as profile-level-id has them (RFC 6184 §8.1). */
    static OptionalInt h264ProfileLevel(byte[] frame) {
        OptionalInt sps = new ParameterSets(VideoCodec.H264).unit(frame, H264_SPS);
        if (sps.isEmpty()) {
            return sps;
        }
        int at = sps.getAsInt();
        return OptionalInt.of((frame[at + 1] & 0xff) << 16 | (frame[at + 2] & 0xff) << 8 | (frame[at + 3] & 0xff));
    }

    /** general_profile_idc of an H.265 SPS (§7.3.3): two bytes of header, one byte before profile_tier_level. */
    static OptionalInt h265Profile(byte[] frame) {
        OptionalInt sps = new ParameterSets(VideoCodec.H265).unit(frame, H265_SPS);
        return sps.isEmpty() ? sps : OptionalInt.of(frame[sps.getAsInt() + 3] & 0x1f);
    }

    /** Where the first NAL unit of a type begins; four bytes of it are there. */
    private OptionalInt unit(byte[] annexB, int type) {
        for (int i = 0; i + 6 < annexB.length; i++) {
            if (annexB[i] == 0 && annexB[i + 1] == 0 && annexB[i + 2] == 1) {
                int header = annexB[i + 3];
                int found = codec == VideoCodec.H264 ? header & 0x1f : header >> 1 & 0x3f;
                if (found == type) {
                    return OptionalInt.of(i + 3);
                }
                boolean picture = codec == VideoCodec.H264 ? found >= 1 && found <= 5 : found < H265_VPS;
                if (picture) {
                    // Parameter sets come before the picture; its bytes need no search.
                    return OptionalInt.empty();
                }
            }
        }
        return OptionalInt.empty();
    }
}
