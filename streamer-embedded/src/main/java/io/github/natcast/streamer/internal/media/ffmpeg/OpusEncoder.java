package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_SEARCH_CHILDREN;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.internal.media.codec.AudioCodecs;
import io.github.natcast.streamer.internal.media.codec.EncodedAudio;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/** One open libopus. Confined to the thread that opened it. */
final class OpusEncoder implements AudioCodecs.Encoder {
    static final String NAME = "libopus";

    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private final long delayNanos;
    private final int frameLength;
    private boolean closed;

    OpusEncoder(AudioSettings settings) throws EncoderException {
        AVCodec codec = EncoderContext.find(NAME);
        int frameSamples = AudioSettings.SAMPLE_RATE / 1000 * settings.frameMillis();
        frameLength = frameSamples * settings.channels();
        context = allocate(codec, settings);
        int result = avcodec_open2(context, codec, (AVDictionary) null);
        if (result >= 0) {
            frame.format(AV_SAMPLE_FMT_FLT);
            frame.sample_rate(AudioSettings.SAMPLE_RATE);
            frame.nb_samples(frameSamples);
            av_channel_layout_copy(frame.ch_layout(), context.ch_layout());
            result = av_frame_get_buffer(frame, 0);
        }
        if (result < 0) {
            close();
            throw failure(result);
        }
        // The decoder first returns what the encoder looks ahead by (RFC 7845 §4.2).
        delayNanos = context.initial_padding() * 1_000_000_000L / AudioSettings.SAMPLE_RATE;
    }

    /** The options as FFmpeg's wrapper of libopus spells them. */
    static Map<String, String> options(AudioSettings settings) {
        Map<String, String> options = new LinkedHashMap<>();
        // Not lowdelay: it lacks the speech modes, the only ones with FEC, and saves no more than 4 ms.
        options.put("application", "audio");
        options.put("frame_duration", Integer.toString(settings.frameMillis()));
        options.put("vbr", "on");
        options.put("fec", settings.forwardErrorCorrection() ? "1" : "0");
        options.put("packet_loss", Integer.toString(settings.expectedLossPercent()));
        return options;
    }

    /** The caller opens and frees it. */
    static AVCodecContext allocate(AVCodec codec, AudioSettings settings) throws EncoderException {
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.sample_rate(AudioSettings.SAMPLE_RATE);
        context.sample_fmt(AV_SAMPLE_FMT_FLT);
        av_channel_layout_default(context.ch_layout(), settings.channels());
        context.time_base().num(1).den(AudioSettings.SAMPLE_RATE);
        context.bit_rate(settings.bitrate());
        for (Map.Entry<String, String> option : options(settings).entrySet()) {
            int result = av_opt_set(context, option.getKey(), option.getValue(), AV_OPT_SEARCH_CHILDREN);
            if (result < 0) {
                avcodec_free_context(context);
                throw new EncoderException(NAME + ": option " + option.getKey() + "=" + option.getValue()
                        + " was refused: " + Ffmpeg.message(result));
            }
        }
        return context;
    }

    @Override
    public void encode(float[] interleaved, long captureTimeNanos, Consumer<EncodedAudio> output)
            throws EncoderException {
        if (interleaved.length != frameLength) {
            throw new IllegalArgumentException(interleaved.length + " samples must be " + frameLength);
        }
        check(av_frame_make_writable(frame));
        new FloatPointer(frame.data(0)).put(interleaved);
        check(avcodec_send_frame(context, frame));
        while (true) {
            int result = avcodec_receive_packet(context, packet);
            if (result == AVERROR_EAGAIN() || result == AVERROR_EOF) {
                return;
            }
            check(result);
            byte[] data = new byte[packet.size()];
            packet.data().get(data);
            av_packet_unref(packet);
            if (data.length > 0) {
                output.accept(new EncodedAudio(data, captureTimeNanos - delayNanos, false));
            }
        }
    }

    private static void check(int result) throws EncoderException {
        if (result < 0) {
            throw failure(result);
        }
    }

    private static EncoderException failure(int result) {
        return new EncoderException(NAME + ": " + Ffmpeg.message(result));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            av_frame_free(frame);
            av_packet_free(packet);
            avcodec_free_context(context);
        }
    }
}
