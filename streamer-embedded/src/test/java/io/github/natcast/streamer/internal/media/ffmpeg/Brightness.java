package io.github.natcast.streamer.internal.media.ffmpeg;

import io.github.natcast.streamer.VideoFrame;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Tells white pictures from black ones. */
public final class Brightness {
    private Brightness() {}

    /** By the first luma sample of a planar picture, decoded or pushed. */
    public static boolean isWhite(VideoFrame frame) {
        AVFrame decoded = AvFrames.of(frame).orElse(null);
        int luma = decoded != null
                ? decoded.data(0).get()
                : frame.planes().get(0).bytes().get(0);
        return (luma & 0xFF) > 128;
    }
}
