package io.github.natcast.streamer.internal.rate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RateMeterTest {

    /** Its clock may stand anywhere, and whoever asks may ask before anything is known. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, -1_200_000_000, 1_200_000_000, Integer.MAX_VALUE - 300_000, Integer.MIN_VALUE})
    void measuresFromAnyTimeOn(int start) {
        RateMeter meter = new RateMeter();
        assertThat(meter.bitsPerSecond(0)).isZero();

        for (int i = 0; i < 200; i++) {
            meter.add(1_000, start + i * 10_000);
        }

        assertThat(meter.bitsPerSecond(start + 2_000_000)).isBetween(780_000L, 820_000L);
    }
}
