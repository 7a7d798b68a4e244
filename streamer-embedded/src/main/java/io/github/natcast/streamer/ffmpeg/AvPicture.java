package io.github.natcast.streamer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.github.natcast.streamer.NativePicture;
import io.github.natcast.streamer.VideoFrame;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A reference to an FFmpeg frame, in host or GPU memory. */
public final class AvPicture implements NativePicture {
    private final AVFrame frame;

    private AvPicture(AVFrame frame) {
        this.frame = frame;
    }

    /**
     * Takes a new reference to the frame's buffers: they are not copied, and must not be written until the returned
     * frame is released. The caller keeps its own {@code frame}. A frame in {@code AV_PIX_FMT_CUDA} is encoded by nvenc
     * without leaving the GPU. What the frame says of its shape, colours, range, rotation and fields is honoured for
     * frames in host memory; a small one that says nothing of its colours counts as BT.601, a larger one as BT.709.
     *
     * @param captureTimeNanos when the picture was taken, on the scale of {@link System#nanoTime()}
     */
    public static VideoFrame frameOf(AVFrame frame, long captureTimeNanos) {
        AVFrame reference = av_frame_clone(frame);
        if (reference == null || reference.isNull()) {
            throw new OutOfMemoryError("no memory for a reference to an FFmpeg frame");
        }
        return VideoFrame.ofNative(new AvPicture(reference), reference.width(), reference.height(), captureTimeNanos);
    }

    AVFrame frame() {
        return frame;
    }

    @Override
    public void free() {
        av_frame_free(frame);
    }
}
