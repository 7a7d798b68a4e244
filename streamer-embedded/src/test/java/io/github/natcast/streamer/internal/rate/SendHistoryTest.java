package io.github.natcast.streamer.internal.rate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SendHistoryTest {
    private final SendHistory history = new SendHistory(512);

    @Test
    void keepsWhatWasSentAcrossTheWrapOfSequenceNumbers() {
        for (int i = 0; i < 100; i++) {
            history.add((65_500 + i) & 0xffff, 100 + i, 10 * i, 16 * i);
        }
        for (int i = 0; i < 100; i++) {
            int number = (65_500 + i) & 0xffff;
            assertThat(history.state(number)).isEqualTo(SendHistory.IN_FLIGHT);
            assertThat(history.bytes(number)).isEqualTo(100 + i);
            assertThat(history.sentMicros(number)).isEqualTo(10 * i);
            assertThat(history.explainedMicros(number)).isEqualTo(16 * i);
        }
    }

    @Test
    void knowsNothingOfWhatWasNeverSent() {
        assertThat(history.state(7)).isEqualTo(SendHistory.UNKNOWN);
        history.add(7, 100, 0, 0);

        assertThat(history.state(8)).isEqualTo(SendHistory.UNKNOWN);
        assertThat(history.state(6)).isEqualTo(SendHistory.UNKNOWN);
        assertThat(history.state(7 + 512)).isEqualTo(SendHistory.UNKNOWN);
    }

    @Test
    void forgetsTheOldest() {
        for (int i = 0; i < 600; i++) {
            history.add(i, 100, i, 0);
        }
        assertThat(history.state(87)).isEqualTo(SendHistory.UNKNOWN);
        assertThat(history.state(88)).isEqualTo(SendHistory.IN_FLIGHT);
    }

    @Test
    void doesNotTakeSkippedNumbersForOlderOnes() {
        for (int i = 0; i < 512; i++) {
            history.add(i, 100, i, 0);
        }
        history.add(520, 100, 1_000, 0);

        assertThat(history.state(515)).isEqualTo(SendHistory.UNKNOWN);
        history.add(20_000, 100, 2_000, 0);
        assertThat(history.state(19_999)).isEqualTo(SendHistory.UNKNOWN);
    }

    @Test
    void remembersWhatBecameOfAPacket() {
        history.add(1, 1_200, 5, 160);
        history.state(1, SendHistory.REPORTED_LOST);
        assertThat(history.state(1)).isEqualTo(SendHistory.REPORTED_LOST);

        history.state(1, SendHistory.ARRIVED);
        assertThat(history.state(1)).isEqualTo(SendHistory.ARRIVED);
        assertThat(history.bytes(1)).isEqualTo(1_200);
        assertThat(history.explainedMicros(1)).isEqualTo(160);
    }
}
