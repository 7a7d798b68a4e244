package io.github.natcast.streamer.internal.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BottleneckRateTest {
    private final BottleneckRate rate = new BottleneckRate();
    private int arrival = Integer.MAX_VALUE - 300_000;

    /** Packets that queue behind each other. */
    private void queued(long bitsPerSecond, int millis) {
        int end = arrival + millis * 1000;
        while (end - arrival > 0) {
            arrival += (int) (1_000 * 8_000_000L / bitsPerSecond);
            rate.add(1_000, arrival, 200_000);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {150_000, 800_000, 5_000_000})
    void isWhatArrivesWhilePacketsQueue(long bitsPerSecond) {
        queued(bitsPerSecond, 800);

        assertThat(rate.bitsPerSecond()).isCloseTo(bitsPerSecond, within(bitsPerSecond / 50));
    }

    @Test
    void forgetsAFasterPathSoon() {
        queued(5_000_000, 1_000);
        queued(800_000, 200);

        assertThat(rate.bitsPerSecond()).isBetween(790_000L, 950_000L);
    }

    @Test
    void isUnknownWhileNothingQueues() {
        for (int i = 0; i < 200; i++) {
            arrival += 10_000;
            rate.add(1_000, arrival, 500);
        }
        assertThat(rate.bitsPerSecond()).isZero();
    }

    @Test
    void isUnknownOnceTheLastQueueIsLongAgo() {
        queued(800_000, 500);
        for (int i = 0; i < 200; i++) {
            arrival += 20_000;
            rate.add(1_000, arrival, 500);
        }
        assertThat(rate.bitsPerSecond()).isZero();
    }

    @Test
    void beginsAnew() {
        queued(800_000, 500);
        rate.restart();

        assertThat(rate.bitsPerSecond()).isZero();
    }
}
