package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import io.github.natcast.streamer.AudioFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Makes interleaved floats of decoded audio of any sample format. Confined to the reading thread. */
final class AudioReader implements AutoCloseable {
    private static final int MOST_CHANNELS = 8;
    private static final int USUAL_RATE = 48_000;

    private final PointerPointer<FloatPointer> planes = new PointerPointer<>(1);
    private SwrContext context = new SwrContext(null);
    private FloatPointer output = new FloatPointer(0);
    private int format = -1;
    private int rate;
    private int channels;
    private int outputRate;
    private int outputChannels;

    /** The frame's audio in pieces of a second at most; none when FFmpeg cannot convert it. */
    List<AudioFrame> read(AVFrame frame, long captureTimeNanos) {
        if (!prepare(frame)) {
            return List.of();
        }
        int room = swr_get_out_samples(context, frame.nb_samples());
        if (output.capacity() < (long) room * outputChannels) {
            output.close();
            output = new FloatPointer((long) room * outputChannels);
        }
        planes.put(0, output.position(0));
        int count = swr_convert(context, planes, room, frame.extended_data(), frame.nb_samples());
        if (count <= 0) {
            return List.of();
        }
        float[] samples = new float[count * outputChannels];
        output.get(samples);
        return pieces(samples, captureTimeNanos);
    }

    private List<AudioFrame> pieces(float[] samples, long captureTimeNanos) {
        List<AudioFrame> pieces = new ArrayList<>(1);
        int longest = outputRate * outputChannels;
        for (int from = 0; from < samples.length; from += longest) {
            long time = captureTimeNanos + from / outputChannels * 1_000_000_000L / outputRate;
            float[] piece = Arrays.copyOfRange(samples, from, Math.min(samples.length, from + longest));
            pieces.add(AudioFrame.of(piece, outputRate, outputChannels, time));
        }
        return pieces;
    }

    /** A stream may change its format on the way. */
    private boolean prepare(AVFrame frame) {
        int frameChannels = frame.ch_layout().nb_channels();
        if (frame.format() == format && frame.sample_rate() == rate && frameChannels == channels) {
            return !context.isNull();
        }
        format = frame.format();
        rate = frame.sample_rate();
        channels = frameChannels;
        outputRate = rate >= 8_000 && rate <= 192_000 ? rate : USUAL_RATE;
        outputChannels = channels <= MOST_CHANNELS ? channels : 2;
        swr_free(context);
        context = new SwrContext(null);
        AVChannelLayout from = new AVChannelLayout();
        AVChannelLayout to = new AVChannelLayout();
        av_channel_layout_default(to, outputChannels);
        if (frame.ch_layout().order() == AV_CHANNEL_ORDER_UNSPEC) {
            av_channel_layout_default(from, channels);
        } else {
            av_channel_layout_copy(from, frame.ch_layout());
        }
        int result = swr_alloc_set_opts2(context, to, AV_SAMPLE_FMT_FLT, outputRate, from, format, rate, 0, null);
        if (result < 0 || swr_init(context) < 0) {
            swr_free(context);
        }
        av_channel_layout_uninit(from);
        av_channel_layout_uninit(to);
        return !context.isNull();
    }

    @Override
    public void close() {
        swr_free(context);
        output.close();
        planes.close();
    }
}
