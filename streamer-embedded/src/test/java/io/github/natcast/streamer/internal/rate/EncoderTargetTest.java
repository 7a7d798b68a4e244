package io.github.natcast.streamer.internal.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.rate.RateReport.EstimateSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EncoderTargetTest {
    private static final long SECOND = 1_000_000_000;

    private final EncoderTarget target = new EncoderTarget(150_000, 360_000, 800_000);

    private static RateReport report(long estimate, long forVideo) {
        return new RateReport(EstimateSource.TRANSPORT_WIDE, estimate, forVideo, 2, 2, 0, 0, 0, true, 0, 0);
    }

    private static List<RateReport> reports(long... forVideo) {
        List<RateReport> reports = new ArrayList<>();
        for (long one : forVideo) {
            reports.add(report(one + 60_000, one));
        }
        return reports;
    }

    @Test
    void aimsAtTheNominalRateWhileNothingIsKnown() {
        assertThat(target.update(List.of(), 0)).isEqualTo(360_000);
        assertThat(target.update(List.of(report(0, 0)), 0)).isEqualTo(360_000);
    }

    @Test
    void fallsAtOnceToThePoorestPath() {
        assertThat(target.update(reports(700_000, 250_000, 400_000), 0)).isEqualTo(250_000);
    }

    @Test
    void neverFallsBelowTheFloorNorRisesAboveTheCeiling() {
        assertThat(target.update(reports(20_000), 0)).isEqualTo(150_000);
        target.update(reports(5_000_000), SECOND);
        assertThat(target.update(reports(5_000_000), 3 * SECOND)).isEqualTo(800_000);
    }

    @Test
    void risesOnlyAfterTwoSecondsInWhichAFifthMoreWasPossible() {
        target.update(reports(200_000), 0);

        assertThat(target.update(reports(230_000), 10 * SECOND)).isEqualTo(200_000);
        assertThat(target.update(reports(300_000), 11 * SECOND)).isEqualTo(200_000);
        assertThat(target.update(reports(300_000), 13 * SECOND - 1)).isEqualTo(200_000);
        assertThat(target.update(reports(300_000), 13 * SECOND)).isEqualTo(300_000);
    }

    @Test
    void changesAtMostTwiceASecond() {
        SplittableRandom random = new SplittableRandom(1);
        int changes = 0;
        long before = target.bitsPerSecond();
        for (int i = 0; i < 600; i++) {
            long now = target.update(reports(100_000L + random.nextInt(800_000)), i * (SECOND / 10));
            assertThat(now).isBetween(150_000L, 800_000L);
            changes += now == before ? 0 : 1;
            before = now;
        }
        assertThat(changes).isBetween(1, 120);
    }

    @Test
    void refusesBoundsThatContradictEachOther() {
        assertThatThrownBy(() -> new EncoderTarget(200_000, 150_000, 300_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("200000, 150000 and 300000 bit/s");
    }
}
