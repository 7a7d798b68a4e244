package io.github.natcast.streamer.internal.media.bitstream;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.rtp.AnnexB;

/**
 * Reads from the bitstream of one encoder whether anything depends on a frame. What cannot be read counts as needed.
 * Confined to one thread; sees every frame of its encoder, in order.
 */
@FunctionalInterface
public interface Disposability {

    /** Whether no other frame depends on this access unit. */
    boolean isDisposable(byte[] data);

    static Disposability of(VideoCodec codec) {
        return switch (codec) {
            case H264 -> Disposability::isDisposableH264;
            case VP8 -> new Vp8References()::isDisposable;
            case AV1 -> new Av1References()::isDisposable;
            // TRAIL_N says it of one temporal sub-layer alone (H.265 §7.4.2.2), and no encoder here makes such units.
            case H265 -> data -> false;
        };
    }

    /** nal_ref_idc is zero in all slices of a picture or in none (H.264 §7.4.1). */
    private static boolean isDisposableH264(byte[] data) {
        AnnexB units = new AnnexB(data);
        while (units.next()) {
            int header = data[units.offset()];
            int type = header & 0x1f;
            if (type >= 1 && type <= 5) {
                return (header & 0x60) == 0;
            }
        }
        return false;
    }
}
