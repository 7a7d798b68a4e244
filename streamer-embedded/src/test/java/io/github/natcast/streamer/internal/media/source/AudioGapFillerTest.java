package io.github.natcast.streamer.internal.media.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.AudioFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioGapFillerTest {
    private static final long MILLI = 1_000_000L;
    private static final long START = -7_000_000_000L;

    private final AudioGapFiller seams = new AudioGapFiller();

    /** 20 ms. */
    private static AudioFrame piece(long captureTimeNanos) {
        return AudioFrame.of(new float[2 * 882], 44_100, 2, captureTimeNanos);
    }

    @Test
    void aBreakIsFilledToItsEnd() {
        assertThat(seams.before(piece(START))).isEmpty();

        AudioFrame silence = seams.before(piece(START + 50 * MILLI)).orElseThrow();
        assertThat(silence.captureTimeNanos()).isEqualTo(START + 20 * MILLI);
        assertThat(silence.samples()).hasSize(2 * 1323).containsOnly(0);
        assertThat(silence.sampleRate()).isEqualTo(44_100);
        assertThat(silence.channels()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} ms")
    @CsvSource({"0", "1", "-5", "201", "5000"})
    void roundingOverlapsAndPausesAreLeftAlone(long gapMillis) {
        seams.before(piece(START));

        assertThat(seams.before(piece(START + (20 + gapMillis) * MILLI))).isEmpty();
    }

    @Test
    void eachPieceCountsFromTheOneBefore() {
        seams.before(piece(START));
        seams.before(piece(START + 30 * MILLI));

        assertThat(seams.before(piece(START + 50 * MILLI))).isEmpty();
    }
}
