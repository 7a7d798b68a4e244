package io.github.natcast.streamer.internal.media.ffmpeg;

import io.github.natcast.streamer.VideoFrame;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A number that two pictures share when their luma samples are the same. */
public final class PictureHash {
    private PictureHash() {}

    public static int of(TestDecoder.Picture picture) {
        return Arrays.hashCode(picture.luma());
    }

    /** Of a frame in FFmpeg's memory. */
    public static int of(VideoFrame picture) {
        AVFrame frame = AvFrames.of(picture).orElseThrow();
        byte[] luma = new byte[frame.width() * frame.height()];
        for (int y = 0; y < frame.height(); y++) {
            frame.data(0).position((long) y * frame.linesize(0)).get(luma, y * frame.width(), frame.width());
        }
        return Arrays.hashCode(luma);
    }
}
