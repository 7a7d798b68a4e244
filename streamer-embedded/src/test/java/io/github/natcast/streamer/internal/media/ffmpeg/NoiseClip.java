package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_RAWVIDEO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/** A Matroska file of small raw pictures, 50 a second, each with a packet of AAC that no decoder makes sense of. */
final class NoiseClip {
    private static final int SIDE = 16;
    private static final int I420 = 0x30323449;

    private NoiseClip() {}

    static Path write(Path file, int pieces, int audioBytes) throws FfmpegMissingException {
        Ffmpeg.load();
        AVFormatContext container = new AVFormatContext(null);
        check(avformat_alloc_output_context2(container, (AVOutputFormat) null, (String) null, file.toString()));
        AVIOContext output = new AVIOContext(null);
        check(avio_open(output, file.toString(), AVIO_FLAG_WRITE));
        container.pb(output);
        AVStream video = avformat_new_stream(container, null);
        video.codecpar().codec_type(AVMEDIA_TYPE_VIDEO).codec_id(AV_CODEC_ID_RAWVIDEO);
        video.codecpar().width(SIDE).height(SIDE).format(AV_PIX_FMT_YUV420P).codec_tag(I420);
        AVStream audio = avformat_new_stream(container, null);
        audio.codecpar().codec_type(AVMEDIA_TYPE_AUDIO).codec_id(AV_CODEC_ID_AAC);
        audio.codecpar().sample_rate(48_000).frame_size(1024);
        av_channel_layout_default(audio.codecpar().ch_layout(), 1);
        // AudioSpecificConfig (ISO/IEC 14496-3 §1.6.2.1): AAC-LC, 48 kHz, mono.
        BytePointer configuration = new BytePointer(av_mallocz(64)).capacity(64);
        configuration.put(0, (byte) 0x11).put(1, (byte) 0x88);
        audio.codecpar().extradata(configuration).extradata_size(2);
        check(avformat_write_header(container, (AVDictionary) null));
        byte[] noise = new byte[audioBytes];
        Arrays.fill(noise, (byte) 0x60);
        for (int piece = 0; piece < pieces; piece++) {
            write(container, video, 20L * piece, new byte[SIDE * SIDE * 3 / 2]);
            write(container, audio, 20L * piece, noise);
        }
        check(av_write_trailer(container));
        avio_closep(output);
        avformat_free_context(container);
        return file;
    }

    /** Times of Matroska are milliseconds. */
    private static void write(AVFormatContext container, AVStream stream, long millis, byte[] data) {
        AVPacket packet = av_packet_alloc();
        check(av_new_packet(packet, data.length));
        packet.data().put(data, 0, data.length);
        packet.stream_index(stream.index()).pts(millis).dts(millis).flags(AV_PKT_FLAG_KEY);
        check(av_write_frame(container, packet));
        av_packet_free(packet);
    }

    private static void check(int result) {
        assertThat(result).as("FFmpeg says %s", Ffmpeg.message(result)).isGreaterThanOrEqualTo(0);
    }
}
