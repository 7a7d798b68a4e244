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
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.encode.EncoderException;
import io.github.natcast.streamer.encode.UnsupportedPictureException;
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
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Writes clips with sound: 160x90 MPEG-4 pictures at 25 per second and AAC, 44.1 kHz stereo. */
public final class SoundClip {
    public static final int SAMPLE_RATE = 44_100;
    public static final double AMPLITUDE = 0.5;
    public static final int WIDTH = 160;
    public static final int HEIGHT = 90;

    /** What a clip shows and plays. */
    public interface Content {
        /** Of {@link #WIDTH} by {@link #HEIGHT}. */
        VideoFrame picture(int number);

        /** From -1 to 1; the same on both sides. */
        double sample(long position);
    }

    /** A moving bar and a 440 Hz tone. */
    private static final Content BAR_AND_TONE = new Content() {
        @Override
        public VideoFrame picture(int number) {
            return TestPictures.i420(WIDTH, HEIGHT, number, 0);
        }

        @Override
        public double sample(long position) {
            return AMPLITUDE * Math.sin(2 * Math.PI * 440 * position / SAMPLE_RATE);
        }
    };

    private static final int RATE = 25;
    private static final int AAC_FRAME = 1024;

    private SoundClip() {}

    /** No pictures when {@code pictures} is 0; {@code seconds} of sound. */
    public static Path write(Path file, int pictures, double seconds) throws Exception {
        return write(file, pictures, seconds, BAR_AND_TONE);
    }

    public static Path write(Path file, int pictures, double seconds, Content content) throws Exception {
        Ffmpeg.load();
        AVFormatContext container = new AVFormatContext(null);
        check(avformat_alloc_output_context2(container, (AVOutputFormat) null, (String) null, file.toString()));
        AVCodecContext video = pictures > 0 ? videoEncoder() : new AVCodecContext(null);
        AVCodecContext audio = audioEncoder();
        AVStream videoStream = pictures > 0 ? stream(container, video) : new AVStream(null);
        AVStream audioStream = stream(container, audio);
        AVIOContext output = new AVIOContext(null);
        check(avio_open(output, file.toString(), AVIO_FLAG_WRITE));
        container.pb(output);
        check(avformat_write_header(container, (PointerPointer<?>) null));
        if (pictures > 0) {
            writePictures(container, video, videoStream, pictures, content);
        }
        writeSound(container, audio, audioStream, (int) (seconds * SAMPLE_RATE), content);
        check(av_write_trailer(container));
        avcodec_free_context(video);
        avcodec_free_context(audio);
        avio_closep(output);
        avformat_free_context(container);
        return file;
    }

    private static AVCodecContext videoEncoder() {
        AVCodec codec = avcodec_find_encoder_by_name("mpeg4");
        AVCodecContext encoder = avcodec_alloc_context3(codec);
        encoder.width(WIDTH).height(HEIGHT).pix_fmt(AV_PIX_FMT_YUV420P);
        encoder.time_base().num(1).den(RATE);
        encoder.framerate().num(RATE).den(1);
        encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        check(avcodec_open2(encoder, codec, (AVDictionary) null));
        return encoder;
    }

    private static AVCodecContext audioEncoder() {
        AVCodec codec = avcodec_find_encoder_by_name("aac");
        AVCodecContext encoder = avcodec_alloc_context3(codec);
        encoder.sample_rate(SAMPLE_RATE).sample_fmt(AV_SAMPLE_FMT_FLTP);
        av_channel_layout_default(encoder.ch_layout(), 2);
        encoder.time_base().num(1).den(SAMPLE_RATE);
        encoder.bit_rate(128_000);
        encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        check(avcodec_open2(encoder, codec, (AVDictionary) null));
        return encoder;
    }

    private static AVStream stream(AVFormatContext container, AVCodecContext encoder) {
        AVStream stream = avformat_new_stream(container, null);
        stream.time_base(encoder.time_base());
        check(avcodec_parameters_from_context(stream.codecpar(), encoder));
        return stream;
    }

    private static void writePictures(
            AVFormatContext container, AVCodecContext encoder, AVStream stream, int pictures, Content content)
            throws EncoderException, UnsupportedPictureException {
        try (FrameConverter converter = new FrameConverter(WIDTH, HEIGHT, AV_PIX_FMT_YUV420P)) {
            for (int number = 0; number < pictures; number++) {
                VideoFrame picture = content.picture(number);
                AVFrame frame = converter.convert(picture);
                frame.pts(number);
                encode(container, encoder, stream, frame, 1);
                picture.release();
            }
        }
        encode(container, encoder, stream, null, 1);
    }

    private static void writeSound(
            AVFormatContext container, AVCodecContext encoder, AVStream stream, int samples, Content content) {
        AVFrame frame = av_frame_alloc();
        frame.format(AV_SAMPLE_FMT_FLTP);
        frame.sample_rate(SAMPLE_RATE);
        frame.nb_samples(AAC_FRAME);
        av_channel_layout_copy(frame.ch_layout(), encoder.ch_layout());
        check(av_frame_get_buffer(frame, 0));
        for (int position = 0; position < samples; position += AAC_FRAME) {
            check(av_frame_make_writable(frame));
            int count = Math.min(AAC_FRAME, samples - position);
            float[] tone = new float[count];
            for (int i = 0; i < count; i++) {
                tone[i] = (float) content.sample(position + i);
            }
            new FloatPointer(frame.data(0)).put(tone);
            new FloatPointer(frame.data(1)).put(tone);
            frame.nb_samples(count);
            frame.pts(position);
            encode(container, encoder, stream, frame, 0);
        }
        encode(container, encoder, stream, null, 0);
        av_frame_free(frame);
    }

    private static void encode(
            AVFormatContext container, AVCodecContext encoder, AVStream stream, @Nullable AVFrame frame, int duration) {
        check(avcodec_send_frame(encoder, frame));
        AVPacket packet = av_packet_alloc();
        while (avcodec_receive_packet(encoder, packet) >= 0) {
            if (duration > 0) {
                packet.duration(duration);
            }
            packet.stream_index(stream.index());
            av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
            check(av_interleaved_write_frame(container, packet));
        }
        av_packet_free(packet);
    }

    private static void check(int result) {
        assertThat(result).as("FFmpeg says %s", Ffmpeg.message(result)).isGreaterThanOrEqualTo(0);
    }
}
