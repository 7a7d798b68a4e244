package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_SEARCH_CHILDREN;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_get_int;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.internal.media.codec.AudioCodecs;
import io.github.natcast.streamer.internal.media.codec.EncodedAudio;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpusEncoderTest {
    private static final int FRAME = 960;
    private static final AudioSettings SETTINGS = AudioSettings.defaults().withFrameMillis(20);
    private static final long FRAME_NANOS = 20_000_000L;

    @BeforeAll
    static void load() throws Exception {
        Ffmpeg.load();
    }

    @Test
    void libopusKnowsEveryOption() throws Exception {
        AVCodecContext context = OpusEncoder.allocate(avcodec_find_encoder_by_name(OpusEncoder.NAME), SETTINGS);
        assertThat(option(context, "fec")).isEqualTo(1);
        assertThat(option(context, "vbr")).isEqualTo(1);
        assertThat(option(context, "packet_loss")).isEqualTo(5);
        assertThat(option(context, "application")).as("OPUS_APPLICATION_AUDIO").isEqualTo(2049);
        assertThat(context.bit_rate()).isEqualTo(64_000);
        avcodec_free_context(context);
    }

    @Test
    void aSineComesBackInPitchLoudnessAndTime() throws Exception {
        List<EncodedAudio> packets = encode(SETTINGS, sine(50, 440, 0.5));

        assertThat(packets).hasSize(50);
        assertThat(packets.get(0).captureTimeNanos())
                .as("the encoder's look-ahead")
                .isEqualTo(-6_500_000L);
        assertThat(packets.get(1).captureTimeNanos() - packets.get(0).captureTimeNanos())
                .isEqualTo(FRAME_NANOS);
        float[] left = new OpusDecoder().decodeLeft(packets);
        assertThat(left).hasSize(50 * FRAME);
        int skip = 312;
        double sum = 0;
        double correlation = 0;
        for (int i = 4800; i < 40_000; i++) {
            double original = 0.5 * Math.sin(2 * Math.PI * 440 * (i - skip) / 48_000.0);
            sum += left[i] * left[i];
            correlation += left[i] * original;
        }
        double loudness = Math.sqrt(2 * sum / 35_200);
        assertThat(loudness).isBetween(0.45, 0.55);
        assertThat(correlation / 35_200 / (0.5 * loudness / 2)).as("in phase").isGreaterThan(0.98);
    }

    @Test
    void staysNearTheBitrate() throws Exception {
        float[] noise = new float[200 * FRAME * 2];
        Random random = new Random(1);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (random.nextFloat() - 0.5f) * 0.5f;
        }
        int bytes = encode(SETTINGS, noise).stream()
                .mapToInt(packet -> packet.data().length)
                .sum();
        assertThat(bytes * 8 / 4).as("bits per second").isBetween(40_000, 90_000);
    }

    @Test
    void givesOnePacketForEveryFrame() throws Exception {
        List<EncodedAudio> packets = encode(SETTINGS, new float[100 * FRAME * 2]);
        assertThat(packets).hasSize(100);
        assertThat(packets.get(99).data().length).as("bytes of a silent frame").isLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 40, 60})
    void packetsHoldWhatWasAskedFor(int millis) throws EncoderException {
        float[] frame = new float[48 * millis * 2];
        List<EncodedAudio> packets = new ArrayList<>();
        try (AudioCodecs.Encoder encoder = new OpusEncoder(SETTINGS.withFrameMillis(millis))) {
            for (int i = 0; i < 10; i++) {
                encoder.encode(frame, i, packets::add);
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> encoder.encode(new float[100], 0, packets::add))
                    .withMessage("100 samples must be " + frame.length);
        }
        assertThat(packets).hasSize(10);
        assertThat(new OpusDecoder().decodeLeft(packets)).hasSize(480 * millis);
    }

    @ParameterizedTest
    @CsvSource({
        "8000, 1",
        "11025, 1",
        "16000, 2",
        "44100, 2",
        "48000, 1",
        "48000, 2",
        "48000, 6",
        "96000, 8",
        "192000, 2"
    })
    void resamplesWithoutLosingTime(int rate, int channels) throws EncoderException {
        long samples = 0;
        int pieces = 100;
        int count = rate / 50;
        try (AudioCodecs.Resampler resampler = new FfmpegResampler(rate, channels, 2)) {
            for (int piece = 0; piece < pieces; piece++) {
                float[] sine = new float[count * channels];
                for (int i = 0; i < sine.length; i++) {
                    sine[i] = (float) (0.4 * Math.sin(2 * Math.PI * 300 * (piece * count + i / channels) / rate));
                }
                long begins = (long) piece * count * 1_000_000_000L / rate - resampler.delayNanos();
                assertThat(begins).as("piece %d", piece).isCloseTo(samples * 62_500 / 3, within(200_000L));
                samples += resampler.convert(AudioFrame.of(sine, rate, channels, 0)).length / 2;
            }
        }
        long whole = (long) pieces * count * 48_000 / rate;
        assertThat(samples).isBetween(whole - 400, whole + 1);
    }

    @Test
    void isNotLoudWhenChannelsAreMixed() throws EncoderException {
        float[] full = new float[6 * 4800];
        Arrays.fill(full, 0.9f);
        try (AudioCodecs.Resampler resampler = new FfmpegResampler(48_000, 6, 2)) {
            for (float sample : resampler.convert(AudioFrame.of(full, 48_000, 6, 0))) {
                assertThat(sample).isBetween(-1f, 1f);
            }
        }
    }

    @Test
    void monoIsAsLoudOnBothSides() throws EncoderException {
        float[] half = new float[4800];
        Arrays.fill(half, 0.5f);
        try (AudioCodecs.Resampler resampler = new FfmpegResampler(48_000, 1, 2)) {
            float[] stereo = resampler.convert(AudioFrame.of(half, 48_000, 1, 0));
            assertThat(stereo[2000]).isEqualTo(0.5f, within(0.01f));
            assertThat(stereo[2001]).isEqualTo(0.5f, within(0.01f));
        }
    }

    private static long option(AVCodecContext context, String name) {
        long[] value = new long[1];
        assertThat(av_opt_get_int(context, name, AV_OPT_SEARCH_CHILDREN, value))
                .as(name)
                .isGreaterThanOrEqualTo(0);
        return value[0];
    }

    private static float[] sine(int frames, double hertz, double amplitude) {
        float[] samples = new float[frames * FRAME * 2];
        for (int i = 0; i < samples.length; i++) {
            int sample = i / 2;
            samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * sample / 48_000.0));
        }
        return samples;
    }

    private static List<EncodedAudio> encode(AudioSettings settings, float[] stereo) throws EncoderException {
        List<EncodedAudio> packets = new ArrayList<>();
        float[] frame = new float[FRAME * 2];
        try (AudioCodecs.Encoder encoder = new OpusEncoder(settings)) {
            for (int i = 0; i < stereo.length / frame.length; i++) {
                System.arraycopy(stereo, i * frame.length, frame, 0, frame.length);
                encoder.encode(frame, i * FRAME_NANOS, packets::add);
            }
        }
        return packets;
    }
}
