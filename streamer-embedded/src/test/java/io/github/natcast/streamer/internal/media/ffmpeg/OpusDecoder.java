package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.github.natcast.streamer.internal.media.codec.EncodedAudio;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/** FFmpeg's own decoder, which shares nothing with libopus, the encoder. */
public final class OpusDecoder {

    /** The left channel of all packets, look-ahead included. */
    public float[] decodeLeft(List<EncodedAudio> packets) {
        AVCodec codec = avcodec_find_decoder_by_name("opus");
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.sample_rate(48_000);
        av_channel_layout_default(context.ch_layout(), 2);
        check(avcodec_open2(context, codec, (AVDictionary) null));
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        float[] decoded = new float[0];
        for (EncodedAudio encoded : packets) {
            check(av_new_packet(packet, encoded.data().length));
            packet.data().put(encoded.data());
            check(avcodec_send_packet(context, packet));
            av_packet_unref(packet);
            decoded = drain(context, frame, decoded);
        }
        check(avcodec_send_packet(context, null));
        decoded = drain(context, frame, decoded);
        av_frame_free(frame);
        avcodec_free_context(context);
        return decoded;
    }

    private static float[] drain(AVCodecContext context, AVFrame frame, float[] before) {
        float[] decoded = before;
        while (avcodec_receive_frame(context, frame) >= 0) {
            assertThat(frame.format()).isEqualTo(AV_SAMPLE_FMT_FLTP);
            int length = decoded.length;
            decoded = Arrays.copyOf(decoded, length + frame.nb_samples());
            new FloatPointer(frame.data(0)).get(decoded, length, frame.nb_samples());
        }
        return decoded;
    }

    private static void check(int result) {
        assertThat(result).as("FFmpeg says %s", Ffmpeg.message(result)).isGreaterThanOrEqualTo(0);
    }
}
