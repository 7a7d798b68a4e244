package io.github.natcast.streamer.longrun;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.internal.media.codec.AudioCodecs;
import io.github.natcast.streamer.internal.media.codec.EncodedAudio;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Real codecs, whose encoder's input is watched for silence that turns into a beep. */
final class BeepTap implements AudioCodecs {
    private static final float LOUD = 0.05f;
    /** The silence before a beep, in samples. */
    private static final int SILENCE = AudioSettings.SAMPLE_RATE / 4;

    final AtomicLong frames = new AtomicLong();

    private final AudioCodecs codecs;
    private final Lockstep clock;
    private final Offsets offsets;

    BeepTap(AudioCodecs codecs, Lockstep clock, Offsets offsets) {
        this.codecs = codecs;
        this.clock = clock;
        this.offsets = offsets;
    }

    @Override
    public AudioCodecs.Encoder openEncoder(AudioSettings settings) throws EncoderException {
        AudioCodecs.Encoder encoder = codecs.openEncoder(settings);
        int channels = settings.channels();
        return new AudioCodecs.Encoder() {
            private int quiet;

            @Override
            public void encode(float[] interleaved, long captureTimeNanos, Consumer<EncodedAudio> output)
                    throws EncoderException {
                for (int i = 0; i < interleaved.length; i += channels) {
                    if (Math.abs(interleaved[i]) < LOUD) {
                        quiet++;
                        continue;
                    }
                    if (quiet > SILENCE) {
                        offsets.beep(captureTimeNanos + i / channels * 1_000_000_000L / AudioSettings.SAMPLE_RATE);
                    }
                    quiet = 0;
                }
                encoder.encode(interleaved, captureTimeNanos, output);
                frames.incrementAndGet();
            }

            @Override
            public void close() {
                encoder.close();
            }
        };
    }

    @Override
    public AudioCodecs.Resampler openResampler(int sampleRate, int channels, int outputChannels)
            throws EncoderException {
        AudioCodecs.Resampler resampler = codecs.openResampler(sampleRate, channels, outputChannels);
        return new AudioCodecs.Resampler() {
            @Override
            public float[] convert(AudioFrame frame) {
                float[] converted = resampler.convert(frame);
                clock.audioTaken(frame.captureTimeNanos());
                return converted;
            }

            @Override
            public long delayNanos() {
                return resampler.delayNanos();
            }

            @Override
            public void close() {
                resampler.close();
            }
        };
    }
}
