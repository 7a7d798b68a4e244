package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.av_image_copy_to_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_image_get_buffer_size;

import io.github.natcast.streamer.VideoFrame;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** All samples of a picture, luma and chroma: two pictures are the same, bit by bit, when these bytes are. */
public final class PictureSamples {
    private PictureSamples() {}

    /** Of a frame in FFmpeg's memory. */
    public static byte[] of(VideoFrame picture) {
        return of(AvFrames.of(picture).orElseThrow());
    }

    /** The planes in their order, without what pads their rows. */
    static byte[] of(AVFrame frame) {
        int size = av_image_get_buffer_size(frame.format(), frame.width(), frame.height(), 1);
        assertThat(size).as("bytes of a picture of format %s", frame.format()).isPositive();
        byte[] samples = new byte[size];
        try (BytePointer copy = new BytePointer(size)) {
            assertThat(av_image_copy_to_buffer(
                            copy,
                            size,
                            frame.data(),
                            frame.linesize(),
                            frame.format(),
                            frame.width(),
                            frame.height(),
                            1))
                    .isEqualTo(size);
            copy.get(samples);
        }
        return samples;
    }
}
