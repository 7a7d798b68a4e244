package io.github.natcast.streamer.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import io.github.natcast.streamer.VideoFrame;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;

/** Writes small clips of {@link TestPictures}. */
public final class TestMedia {
    private TestMedia() {}

    /** MPEG-4 in the container that the file name's ending asks for. */
    public static Path write(Path file, int width, int height, int framesPerSecond, int frames) throws Exception {
        Ffmpeg.load();
        AVFormatContext container = new AVFormatContext(null);
        check(avformat_alloc_output_context2(container, (AVOutputFormat) null, (String) null, file.toString()));
        AVCodec codec = avcodec_find_encoder_by_name("mpeg4");
        AVCodecContext encoder = avcodec_alloc_context3(codec);
        encoder.width(width).height(height).pix_fmt(AV_PIX_FMT_YUV420P);
        encoder.time_base().num(1).den(framesPerSecond);
        encoder.framerate().num(framesPerSecond).den(1);
        encoder.bit_rate(2_000_000);
        if (!file.toString().endsWith(".ts")) {
            encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        check(avcodec_open2(encoder, codec, (AVDictionary) null));
        AVStream stream = avformat_new_stream(container, codec);
        stream.time_base(encoder.time_base());
        stream.avg_frame_rate(encoder.framerate());
        check(avcodec_parameters_from_context(stream.codecpar(), encoder));
        AVIOContext output = new AVIOContext(null);
        check(avio_open(output, file.toString(), AVIO_FLAG_WRITE));
        container.pb(output);
        check(avformat_write_header(container, (PointerPointer<?>) null));
        AVPacket packet = av_packet_alloc();
        try (FrameConverter converter = new FrameConverter(width, height, AV_PIX_FMT_YUV420P)) {
            for (int number = 0; number < frames; number++) {
                VideoFrame picture = TestPictures.i420(width, height, number, 0);
                AVFrame frame = converter.convert(picture);
                frame.pts(number);
                check(avcodec_send_frame(encoder, frame));
                drain(container, encoder, stream, packet);
                picture.release();
            }
            check(avcodec_send_frame(encoder, null));
            drain(container, encoder, stream, packet);
        }
        check(av_write_trailer(container));
        av_packet_free(packet);
        avcodec_free_context(encoder);
        avio_closep(output);
        avformat_free_context(container);
        return file;
    }

    private static void drain(AVFormatContext container, AVCodecContext encoder, AVStream stream, AVPacket packet) {
        while (avcodec_receive_packet(encoder, packet) >= 0) {
            packet.duration(1);
            av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
            check(av_interleaved_write_frame(container, packet));
        }
    }

    private static void check(int result) {
        assertThat(result).as("FFmpeg says %s", Ffmpeg.message(result)).isGreaterThanOrEqualTo(0);
    }
}
