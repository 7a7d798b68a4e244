package io.github.natcast.streamer.ffmpeg;

import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.internal.media.ffmpeg.AvFrames;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * An adapter from FFmpeg's frames, in host or GPU memory, to a streamer's.
 *
 * <pre>{@code
 * source.lend(AvPicture.frameOf(decoded, System.nanoTime()));
 * }</pre>
 *
 * <p>Stateless and thread-safe.
 */
public final class AvPicture {
    private AvPicture() {}

    /**
     * Makes a streamer's frame that references the buffers of an FFmpeg frame. They are not copied and must not be
     * written until the returned frame is released. The caller keeps its own {@code frame} and may unreference it at
     * once. nvenc encodes a frame of {@code AV_PIX_FMT_CUDA} without a copy to host memory. For frames in host memory,
     * the sample aspect ratio, colour space, range, rotation and interlacing of the frame are respected; without a
     * colour space, a small frame counts as BT.601 and a larger one as BT.709.
     *
     * @param frame any picture that FFmpeg decodes or renders
     * @param captureTimeNanos when the picture was taken, in nanoseconds on the scale of {@link System#nanoTime()}
     * @return a frame with one reference, which the caller owns
     * @throws IllegalArgumentException when a side is greater than {@link VideoFrame#MAXIMUM_SIDE}
     * @throws OutOfMemoryError when FFmpeg has no memory for the reference
     */
    public static VideoFrame frameOf(AVFrame frame, long captureTimeNanos) {
        return AvFrames.frameOf(frame, captureTimeNanos);
    }
}
