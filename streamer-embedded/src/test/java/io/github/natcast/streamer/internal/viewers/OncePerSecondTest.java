package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OncePerSecondTest {
    private static final long MILLI = 1_000_000;

    @ParameterizedTest
    @ValueSource(longs = {0, -5_000_000_000L, Long.MAX_VALUE - 1_500 * MILLI})
    void isDueAtOnceAndThenAfterASecond(long start) {
        OncePerSecond replies = new OncePerSecond();
        int due = 0;
        for (int millis = 0; millis <= 3_000; millis += 10) {
            // The clock may pass the greatest number.
            due += replies.isDue(start + millis * MILLI) ? 1 : 0;
        }
        assertThat(due).isEqualTo(4);
    }

    @Test
    void aLaterSecondBeginsWhenItWasTrue() {
        OncePerSecond replies = new OncePerSecond();
        assertThat(replies.isDue(0)).isTrue();
        assertThat(replies.isDue(1_900 * MILLI)).isTrue();
        assertThat(replies.isDue(2_100 * MILLI)).isFalse();
    }
}
