package io.github.natcast.streamer.internal.media.ffmpeg;

import io.github.natcast.streamer.VideoCodec;
import java.util.OptionalInt;

/** Finds what precedes the picture in an access unit with start codes (H.264 and H.265, annex B). Stateless. */
final class NalUnits {
    static final int H264_SPS = 7;
    static final int H265_VPS = 32;
    static final int H265_SPS = 33;

    private NalUnits() {}

    /**
     * Where the first unit of a type begins; its bytes up to the picture's need no search, and four of its own are
     * there.
     */
    static OptionalInt find(VideoCodec codec, byte[] annexB, int type) {
        for (int at = next(annexB, 0); at >= 0 && at + 3 < annexB.length; at = next(annexB, at)) {
            int found = type(codec, annexB[at]);
            if (found == type) {
                return OptionalInt.of(at);
            }
            if (isPicture(codec, found)) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }

    /** Where the start code of the first slice begins; empty when there is no picture. */
    static OptionalInt picture(VideoCodec codec, byte[] annexB) {
        for (int at = next(annexB, 0); at >= 0; at = next(annexB, at)) {
            if (isPicture(codec, type(codec, annexB[at]))) {
                boolean fourBytes = at > 3 && annexB[at - 4] == 0;
                return OptionalInt.of(at - (fourBytes ? 4 : 3));
            }
        }
        return OptionalInt.empty();
    }

    /** The first byte after the next start code; -1 when there is none. */
    private static int next(byte[] annexB, int from) {
        for (int i = from; i + 3 < annexB.length; i++) {
            if (annexB[i] == 0 && annexB[i + 1] == 0 && annexB[i + 2] == 1) {
                return i + 3;
            }
        }
        return -1;
    }

    private static int type(VideoCodec codec, byte header) {
        return codec == VideoCodec.H264 ? header & 0x1f : header >> 1 & 0x3f;
    }

    /** Slices: H.264 table 7-1, H.265 table 7-1. */
    private static boolean isPicture(VideoCodec codec, int type) {
        return codec == VideoCodec.H264 ? type >= 1 && type <= 5 : type < H265_VPS;
    }
}
