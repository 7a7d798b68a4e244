package io.github.natcast.streamer.ffmpeg;

import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.internal.media.ffmpeg.AvFrames;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Frames for a streamer from FFmpeg's, in host or GPU memory. Stateless. */
public final class AvPicture {
    private AvPicture() {}

    /**
     * Takes a new reference to the frame's buffers: they are not copied, and must not be written until the returned
     * frame is released. The caller keeps its own {@code frame}. A frame in {@code AV_PIX_FMT_CUDA} is encoded by nvenc
     * without leaving the GPU. What the frame says of its shape, colours, range, rotation and fields is honoured for
     * frames in host memory; a small one that says nothing of its colours counts as BT.601, a larger one as BT.709.
     *
     * @param captureTimeNanos when the picture was taken, on the scale of {@link System#nanoTime()}
     * @return a frame with one reference, owned by the caller
     * @throws IllegalArgumentException when the frame is larger than {@link VideoFrame#MAXIMUM_SIDE} on a side
     * @throws OutOfMemoryError when FFmpeg has no memory for the reference
     */
    public static VideoFrame frameOf(AVFrame frame, long captureTimeNanos) {
        return AvFrames.frameOf(frame, captureTimeNanos);
    }
}
