package io.github.natcast.streamer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.encode.EncodedFrame;
import io.github.natcast.streamer.encode.EncodedFrameListener;
import io.github.natcast.streamer.encode.EncoderException;
import io.github.natcast.streamer.encode.VideoEncoder;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** One open FFmpeg encoder with its converter. Confined to the thread that opened it. */
final class FfmpegEncoder implements VideoEncoder {
    private final EncoderDefinition definition;
    private final AVCodecContext context;
    private final FrameConverter converter;
    private final AVPacket packet = av_packet_alloc();
    private final long frameMicros;
    private boolean started;
    private boolean closed;
    /** Presentation times count from here, in microseconds. */
    private long originNanos;

    private FfmpegEncoder(
            EncoderDefinition definition, AVCodecContext context, FrameConverter converter, VideoSettings settings) {
        this.definition = definition;
        this.context = context;
        this.converter = converter;
        frameMicros = settings.frameIntervalNanos() / 1000;
    }

    static FfmpegEncoder open(EncoderDefinition definition, VideoSettings settings) throws EncoderException {
        AVCodec codec = EncoderContext.find(definition.name());
        AVCodecContext context = EncoderContext.allocate(codec, definition, settings);
        int format = hostFormat(definition);
        context.pix_fmt(format);
        FfmpegLog.collect();
        int result = avcodec_open2(context, codec, (AVDictionary) null);
        String reason = FfmpegLog.collected();
        if (result < 0) {
            avcodec_free_context(context);
            throw new EncoderException(definition.name() + ": " + (reason.isEmpty() ? Ffmpeg.message(result) : reason));
        }
        return new FfmpegEncoder(
                definition, context, new FrameConverter(settings.width(), settings.height(), format), settings);
    }

    private static int hostFormat(EncoderDefinition definition) {
        return switch (definition.input()) {
            case YUV420P -> AV_PIX_FMT_YUV420P;
            case NV12, VAAPI, VULKAN -> AV_PIX_FMT_NV12;
        };
    }

    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public void encode(VideoFrame picture, long captureTimeNanos, boolean keyFrame, EncodedFrameListener output)
            throws EncoderException {
        if (!started) {
            started = true;
            originNanos = captureTimeNanos;
        }
        AVFrame frame = converter.convert(picture);
        frame.pts((captureTimeNanos - originNanos) / 1000);
        frame.duration(frameMicros);
        frame.pict_type(keyFrame ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
        check(avcodec_send_frame(context, frame));
        while (true) {
            int result = avcodec_receive_packet(context, packet);
            if (result == AVERROR_EAGAIN() || result == AVERROR_EOF) {
                return;
            }
            check(result);
            if (packet.size() > 0) {
                output.onFrame(encodedFrame());
            }
            av_packet_unref(packet);
        }
    }

    private EncodedFrame encodedFrame() {
        byte[] data = new byte[packet.size()];
        packet.data().get(data);
        boolean keyFrame = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        return new EncodedFrame(definition.codec(), data, keyFrame, originNanos + packet.pts() * 1000);
    }

    private void check(int result) throws EncoderException {
        if (result < 0) {
            throw new EncoderException(definition.name() + ": " + Ffmpeg.message(result));
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        avcodec_free_context(context);
        av_packet_free(packet);
        converter.close();
    }
}
