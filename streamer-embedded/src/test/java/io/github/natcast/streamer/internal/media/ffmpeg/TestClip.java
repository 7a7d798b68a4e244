package io.github.natcast.streamer.internal.media.ffmpeg;

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
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_SEARCH_CHILDREN;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import io.github.natcast.streamer.VideoFrame;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Stream;
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

/**
 * Writes a clip of pictures, audio, or both, in the container that the file name's ending asks for. Confined to one
 * thread.
 */
public final class TestClip {
    private static final int TONE_SAMPLE_RATE = 48_000;

    private final Path file;
    private @Nullable String encoder;
    private int width;
    private int height;
    private int framesPerSecond;
    private int pictures;
    private IntFunction<VideoFrame> painter = number -> TestPictures.i420(width, height, number, 0);
    private Consumer<AVCodecContext> coding = context -> {};
    private Consumer<AVStream> marking = stream -> {};
    private @Nullable LongToDoubleFunction sampleAt;
    private int sampleRate;
    private double audioSeconds;
    private String audioEncoder = "aac";
    private String opusMillis = "";
    private int audioBitrate = 128_000;

    private TestClip(Path file) {
        this.file = file;
    }

    public static TestClip at(Path file) {
        return new TestClip(file);
    }

    /** {@code codec} is FFmpeg's name of an encoder. */
    public TestClip pictures(String codec, int pictureWidth, int pictureHeight, int rate, int count) {
        encoder = codec;
        width = pictureWidth;
        height = pictureHeight;
        framesPerSecond = rate;
        pictures = count;
        return this;
    }

    /** Draws each picture; without it they are {@link TestPictures}. I420 of the clip's size is coded as it is. */
    public TestClip drawnBy(IntFunction<VideoFrame> each) {
        painter = each;
        return this;
    }

    /** Changes the encoder before it opens. */
    public TestClip codedWith(Consumer<AVCodecContext> change) {
        coding = change;
        return this;
    }

    /** Changes the stream of pictures before the header is written. */
    public TestClip markedWith(Consumer<AVStream> change) {
        marking = change;
        return this;
    }

    /** In AAC, 48 kHz stereo, at half the full level. */
    public TestClip tone(int frequency, double seconds) {
        return audio(
                TONE_SAMPLE_RATE,
                seconds,
                position -> 0.5 * Math.sin(2 * Math.PI * frequency * position / TONE_SAMPLE_RATE));
    }

    /** In AAC unless {@link #opus} says otherwise, the same on both sides; {@code sample} gives each from -1 to 1. */
    public TestClip audio(int rate, double seconds, LongToDoubleFunction sample) {
        sampleRate = rate;
        audioSeconds = seconds;
        sampleAt = sample;
        return this;
    }

    /** Has the audio in Opus, in packets of so many milliseconds, "2.5" to "120". */
    public TestClip opus(String packetMillis, int bitrate) {
        audioEncoder = "libopus";
        opusMillis = packetMillis;
        audioBitrate = bitrate;
        return this;
    }

    public Path write() throws Exception {
        Ffmpeg.load();
        AVFormatContext container = new AVFormatContext(null);
        check(avformat_alloc_output_context2(container, (AVOutputFormat) null, (String) null, file.toString()));
        AVIOContext output = new AVIOContext(null);
        check(avio_open(output, file.toString(), AVIO_FLAG_WRITE));
        container.pb(output);
        AVCodecContext video = encoder == null ? new AVCodecContext(null) : openVideo(encoder);
        AVCodecContext audio = sampleAt == null ? new AVCodecContext(null) : openAudio();
        AVStream videoStream = video.isNull() ? new AVStream(null) : stream(container, video);
        AVStream audioStream = audio.isNull() ? new AVStream(null) : stream(container, audio);
        if (!video.isNull()) {
            videoStream.avg_frame_rate(video.framerate());
            marking.accept(videoStream);
        }
        check(avformat_write_header(container, (PointerPointer<?>) null));
        if (!video.isNull()) {
            writePictures(container, video, videoStream);
        }
        if (sampleAt != null) {
            writeAudio(container, audio, audioStream, sampleAt);
        }
        check(av_write_trailer(container));
        avcodec_free_context(video);
        avcodec_free_context(audio);
        avio_closep(output);
        avformat_free_context(container);
        return file;
    }

    private AVCodecContext openVideo(String name) {
        AVCodec codec = avcodec_find_encoder_by_name(name);
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.width(width).height(height).pix_fmt(AV_PIX_FMT_YUV420P);
        context.time_base().num(1).den(framesPerSecond);
        context.framerate().num(framesPerSecond).den(1);
        context.bit_rate(2_000_000);
        coding.accept(context);
        return open(context, codec);
    }

    private AVCodecContext openAudio() {
        AVCodec codec = avcodec_find_encoder_by_name(audioEncoder);
        AVCodecContext context = avcodec_alloc_context3(codec);
        boolean opus = !opusMillis.isEmpty();
        context.sample_rate(sampleRate).sample_fmt(opus ? AV_SAMPLE_FMT_FLT : AV_SAMPLE_FMT_FLTP);
        if (opus) {
            check(av_opt_set(context, "frame_duration", opusMillis, AV_OPT_SEARCH_CHILDREN));
        }
        av_channel_layout_default(context.ch_layout(), 2);
        context.time_base().num(1).den(sampleRate);
        context.bit_rate(audioBitrate);
        return open(context, codec);
    }

    private AVCodecContext open(AVCodecContext context, AVCodec codec) {
        boolean hasHeader = Stream.of(".ts", ".h264").noneMatch(file.toString()::endsWith);
        if (hasHeader) {
            context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        check(avcodec_open2(context, codec, (AVDictionary) null));
        return context;
    }

    private static AVStream stream(AVFormatContext container, AVCodecContext context) {
        AVStream stream = avformat_new_stream(container, null);
        stream.time_base(context.time_base());
        check(avcodec_parameters_from_context(stream.codecpar(), context));
        return stream;
    }

    private void writePictures(AVFormatContext container, AVCodecContext context, AVStream stream) throws Exception {
        try (FrameConverter converter = new FrameConverter(width, height, AV_PIX_FMT_YUV420P)) {
            for (int number = 0; number < pictures; number++) {
                VideoFrame picture = painter.apply(number);
                AVFrame frame = converter.convert(picture);
                frame.color_range(context.color_range());
                frame.colorspace(context.colorspace());
                frame.pts(number);
                encode(container, context, stream, frame, 1);
                picture.release();
            }
        }
        encode(container, context, stream, null, 1);
    }

    private void writeAudio(
            AVFormatContext container, AVCodecContext context, AVStream stream, LongToDoubleFunction sample) {
        int samples = (int) (audioSeconds * sampleRate);
        AVFrame frame = av_frame_alloc();
        int most = context.frame_size();
        boolean planar = context.sample_fmt() == AV_SAMPLE_FMT_FLTP;
        frame.format(context.sample_fmt());
        frame.sample_rate(sampleRate);
        frame.nb_samples(most);
        av_channel_layout_copy(frame.ch_layout(), context.ch_layout());
        check(av_frame_get_buffer(frame, 0));
        for (int position = 0; position < samples; position += most) {
            check(av_frame_make_writable(frame));
            float[] side = new float[Math.min(most, samples - position)];
            for (int i = 0; i < side.length; i++) {
                side[i] = (float) sample.applyAsDouble(position + i);
            }
            for (int i = 0; i < 2 * side.length; i++) {
                int at = planar ? i / 2 : i;
                new FloatPointer(frame.data(planar ? i % 2 : 0)).put(at, side[i / 2]);
            }
            frame.nb_samples(side.length);
            frame.pts(position);
            encode(container, context, stream, frame, 0);
        }
        encode(container, context, stream, null, 0);
        av_frame_free(frame);
    }

    private static void encode(
            AVFormatContext container, AVCodecContext context, AVStream stream, @Nullable AVFrame frame, int duration) {
        check(avcodec_send_frame(context, frame));
        AVPacket packet = av_packet_alloc();
        while (avcodec_receive_packet(context, packet) >= 0) {
            if (duration > 0) {
                packet.duration(duration);
            }
            packet.stream_index(stream.index());
            av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
            check(av_interleaved_write_frame(container, packet));
        }
        av_packet_free(packet);
    }

    private static void check(int result) {
        assertThat(result).as("FFmpeg says %s", Ffmpeg.message(result)).isGreaterThanOrEqualTo(0);
    }
}
