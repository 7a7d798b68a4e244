package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_delay;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.internal.media.codec.AudioCodecs;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;

/** One libswresample, for one rate and number of channels. Confined to the thread that opened it. */
final class FfmpegResampler implements AudioCodecs.Resampler {
    private final SwrContext context;
    private final int channels;
    /** Channels of libswresample's output: one for mono, which it would make 3 dB quieter on two. */
    private final int mixedChannels;

    private final int outputChannels;
    private final PointerPointer<FloatPointer> inputPlanes = new PointerPointer<>(1);
    private final PointerPointer<FloatPointer> outputPlanes = new PointerPointer<>(1);
    private FloatPointer input = new FloatPointer(0);
    private FloatPointer output = new FloatPointer(0);

    FfmpegResampler(int sampleRate, int channels, int outputChannels) throws EncoderException {
        this.channels = channels;
        this.outputChannels = outputChannels;
        mixedChannels = Math.min(channels, outputChannels);
        SwrContext allocated = new SwrContext(null);
        AVChannelLayout from = new AVChannelLayout();
        AVChannelLayout to = new AVChannelLayout();
        av_channel_layout_default(from, channels);
        av_channel_layout_default(to, mixedChannels);
        int result = swr_alloc_set_opts2(
                allocated,
                to,
                AV_SAMPLE_FMT_FLT,
                AudioSettings.SAMPLE_RATE,
                from,
                AV_SAMPLE_FMT_FLT,
                sampleRate,
                0,
                null);
        if (result >= 0) {
            // Mixing many channels into few must not overdrive.
            result = av_opt_set(allocated, "rematrix_maxval", "1", 0);
        }
        if (result >= 0) {
            result = swr_init(allocated);
        }
        if (result < 0) {
            swr_free(allocated);
            throw new EncoderException("audio of " + channels + " channels at " + sampleRate
                    + " Hz cannot be converted: " + Ffmpeg.message(result));
        }
        context = allocated;
    }

    @Override
    public float[] convert(AudioFrame frame) {
        float[] samples = frame.samples();
        int count = samples.length / channels;
        int room = swr_get_out_samples(context, count);
        if (input.capacity() < samples.length) {
            input.close();
            input = new FloatPointer(samples.length);
        }
        if (output.capacity() < (long) room * mixedChannels) {
            output.close();
            output = new FloatPointer((long) room * mixedChannels);
        }
        input.position(0).put(samples);
        inputPlanes.put(0, input);
        outputPlanes.put(0, output.position(0));
        int converted = swr_convert(context, outputPlanes, room, inputPlanes, count);
        float[] mixed = new float[Math.max(0, converted) * mixedChannels];
        output.get(mixed);
        return mixedChannels == outputChannels ? mixed : onBothSides(mixed);
    }

    private static float[] onBothSides(float[] mono) {
        float[] stereo = new float[2 * mono.length];
        for (int i = 0; i < stereo.length; i++) {
            stereo[i] = mono[i / 2];
        }
        return stereo;
    }

    @Override
    public long delayNanos() {
        return swr_get_delay(context, 1_000_000_000L);
    }

    @Override
    public void close() {
        if (!context.isNull()) {
            swr_free(context);
            input.close();
            output.close();
            inputPlanes.close();
            outputPlanes.close();
        }
    }
}
