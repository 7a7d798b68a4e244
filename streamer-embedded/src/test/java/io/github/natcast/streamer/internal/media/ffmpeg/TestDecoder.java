package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP8;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.github.natcast.streamer.VideoCodec;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Decodes what was encoded, frame by frame. */
public final class TestDecoder implements AutoCloseable {
    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();

    /** A decoded picture: the samples of all its planes, one after the other, without padding. */
    public record Picture(int width, int height, int profile, byte[] samples) {
        /** The first plane of pictures that have 8 bits a sample. */
        public byte[] luma() {
            return Arrays.copyOf(samples, width * height);
        }

        public int lumaAt(int x, int y) {
            return samples[y * width + x] & 0xff;
        }
    }

    public TestDecoder(VideoCodec codec) {
        int id = switch (codec) {
            case H264 -> AV_CODEC_ID_H264;
            case H265 -> AV_CODEC_ID_HEVC;
            case VP8 -> AV_CODEC_ID_VP8;
            case AV1 -> AV_CODEC_ID_AV1;
        };
        AVCodec decoder = avcodec_find_decoder(id);
        context = avcodec_alloc_context3(decoder);
        context.thread_count(1);
        assertThat(avcodec_open2(context, decoder, (AVDictionary) null)).isZero();
    }

    /** Empty when the decoder cannot start here, for lack of a key frame. */
    public Optional<Picture> decode(byte[] data) {
        assertThat(av_new_packet(packet, data.length)).isZero();
        packet.data().put(data);
        int sent = avcodec_send_packet(context, packet);
        av_packet_unref(packet);
        if (sent < 0 || avcodec_receive_frame(context, frame) < 0) {
            return Optional.empty();
        }
        return Optional.of(new Picture(frame.width(), frame.height(), context.profile(), PictureSamples.of(frame)));
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
