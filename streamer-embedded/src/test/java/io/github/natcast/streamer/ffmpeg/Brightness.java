package io.github.natcast.streamer.ffmpeg;

import io.github.natcast.streamer.VideoFrame;

/** Tells white pictures from black ones. */
public final class Brightness {
    private Brightness() {}

    /** By the first luma sample of a planar picture, decoded or pushed. */
    public static boolean isWhite(VideoFrame frame) {
        int luma = frame.nativePicture().isPresent()
                ? ((AvPicture) frame.nativePicture().get()).frame().data(0).get()
                : frame.planes().get(0).bytes().get(0);
        return (luma & 0xFF) > 128;
    }
}
