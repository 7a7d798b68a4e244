package io.github.natcast.streamer.internal.media.ffmpeg;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_VULKAN;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.ffmpeg.AvPicture;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pictures in a device's memory. Any Vulkan device will do, even one that computes on the processor. */
final class DeviceFramesTest {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    private HardwareFrames device;

    @BeforeAll
    static void load() throws Exception {
        Ffmpeg.load();
    }

    @BeforeEach
    void open() {
        try {
            device = requireNonNull(
                    HardwareFrames.openFor(EncoderCatalogue.named("h264_vulkan").orElseThrow(), WIDTH, HEIGHT));
        } catch (EncoderException none) {
            device = abort("no Vulkan device (Debian: apt-get install mesa-vulkan-drivers): " + none.getMessage());
        }
    }

    @AfterEach
    void close() {
        if (device != null) {
            device.close();
        }
    }

    @Test
    void whatIsUploadedIsWhatIsFetched() throws Exception {
        VideoFrame picture = onTheDevice(30, 200);
        try (FrameConverter converter = new FrameConverter(WIDTH, HEIGHT, AV_PIX_FMT_YUV420P)) {
            AVFrame fetched = converter.convert(picture);

            assertThat(luma(fetched, WIDTH / 4)).isBetween(29, 31);
            assertThat(luma(fetched, WIDTH * 3 / 4)).isBetween(199, 201);
        }
        picture.release();
    }

    @Test
    void anEncoderThatReadsHostMemoryTakesAPictureOfTheDevice() throws Exception {
        VideoSettings settings = VideoSettings.defaults().withSize(WIDTH, HEIGHT);
        List<EncodedFrame> frames = new ArrayList<>();
        VideoFrame picture = onTheDevice(40, 180);
        EncodingFormat format = EncodingFormat.of(VideoCodec.H264);
        try (FfmpegEncoder encoder =
                new FfmpegEncoder(EncoderCatalogue.named("libopenh264").orElseThrow(), format, settings)) {
            encoder.encode(picture, 0, true, frames::add);
        }
        picture.release();

        assertThat(frames).hasSize(1);
        try (TestDecoder decoder = new TestDecoder(VideoCodec.H264)) {
            TestDecoder.Picture shown = decoder.decode(frames.get(0).data()).orElseThrow();
            assertThat(shown.lumaAt(WIDTH / 4, HEIGHT / 2)).isBetween(30, 50);
            assertThat(shown.lumaAt(WIDTH * 3 / 4, HEIGHT / 2)).isBetween(170, 190);
        }
    }

    /** Dark on the left, bright on the right. */
    private VideoFrame onTheDevice(int left, int right) throws Exception {
        AVFrame host = av_frame_alloc();
        host.format(AV_PIX_FMT_NV12);
        host.width(WIDTH);
        host.height(HEIGHT);
        assertThat(av_frame_get_buffer(host, 0)).isZero();
        for (int y = 0; y < HEIGHT; y++) {
            Pointer row = host.data(0).getPointer((long) y * host.linesize(0));
            Pointer.memset(row, left, WIDTH / 2);
            Pointer.memset(host.data(0).getPointer((long) y * host.linesize(0) + WIDTH / 2), right, WIDTH / 2);
        }
        Pointer.memset(host.data(1), 128, (long) host.linesize(1) * HEIGHT / 2);
        try {
            AVFrame surface = device.upload(host);
            assertThat(surface.format()).isEqualTo(AV_PIX_FMT_VULKAN);
            return AvPicture.frameOf(surface, 0);
        } finally {
            av_frame_free(host);
        }
    }

    private static int luma(AVFrame frame, int x) {
        return frame.data(0).get((long) HEIGHT / 2 * frame.linesize(0) + x) & 0xff;
    }
}
