package io.github.natcast.streamer.internal.rate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossRunTest {
    private final LossRun run = new LossRun();

    @Test
    void fewPacketsInARowAreLosses() {
        run.onLost(1_000);
        run.onLost(2_000);
        assertThat(run.end(3_000)).isEqualTo(2);
        assertThat(run.end(4_000)).isZero();
    }

    @Test
    void nothingForAQuarterOfASecondIsAnInterruption() {
        run.onLost(-100_000);
        run.onLost(100_000);
        assertThat(run.end(160_000)).isEqualTo(LossRun.INTERRUPTED);
        assertThat(run.end(170_000)).isZero();
    }

    @Test
    void aPacketThatCameLateIsNoLossOfTheRunThatGoesOn() {
        run.onLost(1_000);
        assertThat(run.onFound()).isTrue();
        assertThat(run.onFound()).isFalse();
        assertThat(run.end(2_000)).isZero();
    }
}
