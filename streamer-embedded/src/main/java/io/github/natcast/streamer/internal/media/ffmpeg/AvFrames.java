package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.internal.media.codec.NativeFrames;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Turns FFmpeg's frames into frames of the streamer, and back. Stateless. */
public final class AvFrames {
    private AvFrames() {}

    /** A reference of its own to {@code frame}'s buffers; freed with the returned frame. */
    public static VideoFrame frameOf(AVFrame frame, long captureTimeNanos) {
        AVFrame reference = av_frame_clone(frame);
        if (reference == null || reference.isNull()) {
            throw new OutOfMemoryError("no memory for a reference to an FFmpeg frame");
        }
        try {
            return NativeFrames.of(
                    reference, reference.width(), reference.height(), captureTimeNanos, () -> av_frame_free(reference));
        } catch (IllegalArgumentException tooLarge) {
            av_frame_free(reference);
            throw tooLarge;
        }
    }

    /** The FFmpeg frame that {@code frame} wraps and still owns; empty for a frame of planes. */
    static Optional<AVFrame> of(VideoFrame frame) {
        return NativeFrames.picture(frame, AVFrame.class);
    }
}
