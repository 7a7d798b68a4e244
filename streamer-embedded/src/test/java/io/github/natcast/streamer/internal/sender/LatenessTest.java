package io.github.natcast.streamer.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LatenessTest {
    private final Lateness lateness = new Lateness();

    @Test
    void whatCountsIsTheMostSinceItWasTaken() {
        lateness.late(3);
        lateness.late(70);
        lateness.late(-5);

        assertThat(lateness.take()).isEqualTo(70);
        assertThat(lateness.take()).isZero();
    }

    @Test
    void aThreadIsLateByWhatItSleptTooLong() {
        long wraps = Long.MAX_VALUE - 10;
        lateness.sleepsUntil(wraps);
        lateness.runs(wraps + 40);
        assertThat(lateness.take()).isEqualTo(40);

        lateness.sleepsUntil(100);
        lateness.runs(20);
        assertThat(lateness.take()).as("it was woken").isZero();

        lateness.runs(900);
        assertThat(lateness.take()).as("it did not sleep").isZero();
    }
}
