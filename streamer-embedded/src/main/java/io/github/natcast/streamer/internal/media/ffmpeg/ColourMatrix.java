package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_FCC;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE240M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_BT2020;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_FCC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_SMPTE240M;

import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** How a frame's luma and chroma become red, green and blue; numbered as in swscale. Stateless. */
final class ColourMatrix {
    private static final Map<Integer, Integer> KNOWN = Map.of(
            AVCOL_SPC_FCC, SWS_CS_FCC,
            AVCOL_SPC_BT470BG, SWS_CS_ITU601,
            AVCOL_SPC_SMPTE170M, SWS_CS_ITU601,
            AVCOL_SPC_SMPTE240M, SWS_CS_SMPTE240M,
            AVCOL_SPC_BT2020_NCL, SWS_CS_BT2020,
            AVCOL_SPC_BT2020_CL, SWS_CS_BT2020);

    /** The largest picture of standard definition television, which is BT.601 unless it states otherwise. */
    private static final int STANDARD_DEFINITION_WIDTH = 1024;

    private static final int STANDARD_DEFINITION_HEIGHT = 576;

    private ColourMatrix() {}

    static int of(AVFrame frame) {
        if (frame.colorspace() == AVCOL_SPC_UNSPECIFIED) {
            boolean small = frame.width() <= STANDARD_DEFINITION_WIDTH && frame.height() <= STANDARD_DEFINITION_HEIGHT;
            return small ? SWS_CS_ITU601 : SWS_CS_ITU709;
        }
        return KNOWN.getOrDefault(frame.colorspace(), SWS_CS_ITU709);
    }
}
