package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.Rendition;
import io.github.natcast.streamer.VideoSettings;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CopiedScaleTest {
    private static final int LEAST = 150_000;
    /** 2 Mbit/s, 900 and 360 kbit/s. */
    private final List<Rendition> ladder =
            VideoSettings.defaults().withBitrate(2_000_000).ladder();

    private final CopiedScale scale = new CopiedScale();

    private List<Integer> rates() {
        return scale.targets(ladder, LEAST).stream().map(Rendition::bitrate).toList();
    }

    @Test
    void theLadderShrinksWithItsSource() {
        assertThat(rates()).containsExactly(2_000_000, 900_000, 360_000);
        assertThat(scale.follows(1_000_000)).isTrue();
        assertThat(rates()).containsExactly(2_000_000, 450_000, 180_000);
        assertThat(scale.follows(1_100_000)).as("a little more").isFalse();
        assertThat(scale.follows(600_000)).isTrue();
        assertThat(rates()).containsExactly(2_000_000, 270_000, LEAST);
        assertThat(scale.follows(8_000_000)).isTrue();
        assertThat(rates()).as("never above its own").containsExactly(2_000_000, 900_000, 360_000);
    }

    @Test
    void whateverTheSourceHasTheOrderStays() {
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            scale.follows(50_000 + random.nextInt(10_000_000));
            List<Integer> rates = rates();
            assertThat(rates.get(1)).isBetween(LEAST, 900_000).isGreaterThanOrEqualTo(rates.get(2));
            assertThat(rates.get(2)).isBetween(LEAST, 360_000);
        }
    }
}
