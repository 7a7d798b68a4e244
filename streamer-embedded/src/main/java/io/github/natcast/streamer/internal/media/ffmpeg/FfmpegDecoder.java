package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.avcodec.AVCodecContext.FF_THREAD_SLICE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP8;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
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
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.VideoDecoder;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** One open FFmpeg decoder; owns its context. Confined to the thread that opened it. */
final class FfmpegDecoder implements VideoDecoder {
    private static final int THREADS = 2;
    /** A damaged unit costs only its picture. This many in a row mean that nothing can be decoded. */
    private static final int MOST_DAMAGED = 100;

    private final VideoCodec codec;
    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private int damaged;
    private boolean closed;

    FfmpegDecoder(VideoCodec codec) throws EncoderException {
        this.codec = codec;
        AVCodec decoder = avcodec_find_decoder(id(codec));
        if (decoder == null || decoder.isNull()) {
            throw new EncoderException("this build of FFmpeg cannot decode " + codec);
        }
        context = avcodec_alloc_context3(decoder);
        // With threads of its own, dav1d holds pictures back; with frame threads, every decoder does.
        context.thread_count(codec == VideoCodec.AV1 ? 1 : THREADS);
        context.thread_type(FF_THREAD_SLICE);
        int result = avcodec_open2(context, decoder, (AVDictionary) null);
        if (result < 0) {
            close();
            throw new EncoderException("the decoder for " + codec + ": " + Ffmpeg.message(result));
        }
    }

    private static int id(VideoCodec codec) {
        return switch (codec) {
            case H264 -> AV_CODEC_ID_H264;
            case H265 -> AV_CODEC_ID_HEVC;
            case VP8 -> AV_CODEC_ID_VP8;
            case AV1 -> AV_CODEC_ID_AV1;
        };
    }

    @Override
    public void decode(EncodedFrame unit, Consumer<VideoFrame> output) throws EncoderException {
        if (av_new_packet(packet, unit.data().length) < 0) {
            throw new EncoderException("no memory for a unit of " + unit.data().length + " bytes");
        }
        packet.data().put(unit.data());
        // The picture's own time comes back with it, in whatever order pictures do.
        packet.pts(unit.captureTimeNanos());
        packet.flags(unit.keyFrame() ? AV_PKT_FLAG_KEY : 0);
        int result = avcodec_send_packet(context, packet);
        av_packet_unref(packet);
        damaged = result < 0 ? damaged + 1 : 0;
        if (damaged > MOST_DAMAGED) {
            throw new EncoderException("the decoder for " + codec + ": " + Ffmpeg.message(result));
        }
        while (avcodec_receive_frame(context, frame) >= 0) {
            long time = frame.best_effort_timestamp();
            output.accept(AvFrames.frameOf(frame, time == AV_NOPTS_VALUE ? unit.captureTimeNanos() : time));
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            av_packet_free(packet);
            av_frame_free(frame);
            avcodec_free_context(context);
        }
    }
}
