package io.github.natcast.streamer.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SlopeTest {
    private static Slope of(double perHour, double noise) {
        Random random = new Random(5);
        Slope slope = new Slope();
        for (int minute = 0; minute < 60; minute++) {
            slope.add(minute * 60, 100 + perHour * minute / 60 + noise * random.nextGaussian());
        }
        return slope;
    }

    @Test
    void findsALineAmongNoise() {
        Slope slope = of(12, 1);

        assertThat(slope.perHour()).isCloseTo(12, within(2.0));
        assertThat(slope.error()).isBetween(0.2, 1.0);
    }

    @Test
    void breaksOnlyWhenTheReadingsProveIt() {
        assertThat(of(12, 1).bounded("", "MB", 5, false).holds()).isFalse();
        assertThat(of(12, 60).bounded("", "MB", 5, false).holds())
                .as("within the noise")
                .isTrue();
        assertThat(of(3, 1).bounded("", "MB", 5, false).holds()).isTrue();
    }

    @Test
    void fallingCountsOnlyWhereItMust() {
        assertThat(of(-12, 1).bounded("", "MB", 5, false).holds()).isTrue();
        assertThat(of(-12, 1).bounded("", "ms", 5, true).holds()).isFalse();
    }

    @Test
    void aFewReadingsProveNothing() {
        Slope slope = new Slope();
        slope.add(0, 1);
        slope.add(60, 1000);

        assertThat(slope.bounded("", "MB", 5, false).holds()).isTrue();
    }
}
