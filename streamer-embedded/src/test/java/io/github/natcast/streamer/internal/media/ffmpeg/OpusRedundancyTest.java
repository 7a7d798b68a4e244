package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.internal.media.codec.AudioCodecs;
import io.github.natcast.streamer.internal.media.codec.EncodedAudio;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In-band FEC as the bitstream carries it: low bit-rate redundancy, LBRR (RFC 6716 §2.1.7). */
class OpusRedundancyTest {
    private static final int PACKETS = 200;
    /** From here on TOC configurations are CELT only, which has no FEC (RFC 6716 §3.1). */
    private static final int FIRST_CELT_CONFIGURATION = 16;

    @BeforeAll
    static void load() throws Exception {
        Ffmpeg.load();
    }

    @ParameterizedTest
    @CsvSource({"true, 20, 10, 1", "true, 20, 10, 2", "true, 20, 20, 1", "true, 20, 20, 2"})
    void mostPacketsHoldTheOneBeforeWhereMuchLossIsExpected(boolean fec, int loss, int millis, int channels)
            throws EncoderException {
        assertThat(redundant(fec, loss, millis, channels)).isGreaterThan(PACKETS / 2);
    }

    @ParameterizedTest
    @CsvSource({"false, 20, 10, 1", "false, 20, 20, 2", "true, 0, 10, 1", "true, 0, 20, 2"})
    void noPacketHoldsTheOneBeforeWithoutFecOrLoss(boolean fec, int loss, int millis, int channels)
            throws EncoderException {
        assertThat(redundant(fec, loss, millis, channels)).isZero();
    }

    private static long redundant(boolean fec, int loss, int millis, int channels) throws EncoderException {
        AudioSettings settings = AudioSettings.defaults()
                .withChannels(channels)
                .withBitrate(32_000 * channels)
                .withFrameMillis(millis)
                .withForwardErrorCorrection(fec)
                .withExpectedLossPercent(loss);
        int samples = 48 * millis;
        float[] frame = new float[samples * channels];
        List<EncodedAudio> packets = new ArrayList<>();
        try (AudioCodecs.Encoder encoder = new OpusEncoder(settings)) {
            for (int packet = 0; packet < PACKETS; packet++) {
                for (int i = 0; i < frame.length; i++) {
                    frame[i] = voice((packet * samples + i / channels) / 48_000.0);
                }
                encoder.encode(frame, 0, packets::add);
            }
        }
        return packets.stream().filter(packet -> hasRedundancy(packet.data())).count();
    }

    /** A hum of 140 Hz with overtones, in syllables. */
    private static float voice(double seconds) {
        double sum = 0;
        for (int overtone = 1; overtone <= 20; overtone++) {
            sum += Math.sin(2 * Math.PI * 140 * overtone * seconds) / overtone;
        }
        return (float) (0.2 * sum * (0.6 + 0.4 * Math.sin(2 * Math.PI * 4 * seconds)));
    }

    /**
     * RFC 6716 §4.2.3: the layer that has LBRR begins, for each channel, with a flag of voice activity per 20 ms and
     * one of redundancy; the range coder leaves them as they are in the first bits. For packets of one frame of 10 or
     * 20 ms.
     */
    private static boolean hasRedundancy(byte[] packet) {
        int toc = packet[0] & 0xff;
        boolean stereo = (toc & 0x04) != 0;
        if ((toc >> 3) >= FIRST_CELT_CONFIGURATION || (toc & 0x03) != 0 || packet.length < 2) {
            return false;
        }
        return (packet[1] & 0x40) != 0 || (stereo && (packet[1] & 0x10) != 0);
    }
}
