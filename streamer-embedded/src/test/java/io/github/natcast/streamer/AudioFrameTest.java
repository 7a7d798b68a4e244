package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioFrameTest {

    @Test
    void copiesWhatItIsGiven() {
        float[] samples = {0.5f, -0.5f};
        AudioFrame frame = AudioFrame.of(samples, 48_000, 2, 7);
        samples[0] = 1;
        assertThat(frame.samples()).containsExactly(0.5f, -0.5f);
        assertThat(frame.captureTimeNanos()).isEqualTo(7);
    }

    @Test
    void scalesSixteenBits() {
        short[] samples = {Short.MIN_VALUE, 0, 16_384};
        assertThat(AudioFrame.of(samples, 8_000, 1, 0).samples()).containsExactly(-1f, 0f, 0.5f);
    }

    @Test
    void readsLittleEndianBytesAndLeavesThePosition() {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {9, 0, 64, 0, -64}).position(1);
        assertThat(AudioFrame.ofPcm16(bytes, 16_000, 2, 0).samples()).containsExactly(0.5f, -0.5f);
        assertThat(bytes.position()).isEqualTo(1);
    }

    @Test
    void knowsItsDuration() {
        assertThat(AudioFrame.of(new float[882 * 2], 44_100, 2, 0).durationNanos())
                .isEqualTo(20_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "10,    7999,   1, sample rate 7999 must be 8000 to 192000",
        "10,    192001, 1, sample rate 192001 must be 8000 to 192000",
        "10,    48000,  9, channels 9 must be 1 to 8",
        "0,     48000,  1, 0 samples must be one or more for each of the 1 channels",
        "3,     48000,  2, 3 samples must be one or more for each of the 2 channels",
        "48001, 48000,  1, a frame of 48001 samples at 48000 Hz is longer than a second; split it",
    })
    void saysWhatIsOutOfRange(int length, int rate, int channels, String message) {
        assertThatThrownBy(() -> AudioFrame.of(new float[length], rate, channels, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"0, 64000, channels 0 must be 1 to 2", "2, 5999, bitrate 5999 must be 6000 to 510000"})
    void settingsSayWhatIsOutOfRange(int channels, int bitrate, String message) {
        assertThatThrownBy(() -> AudioSettings.defaults().withChannels(channels).withBitrate(bitrate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
