package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class VideoSettingsTest {

    @Test
    void theLadderHasAboutEqualBitsForEachPixel() {
        assertThat(VideoSettings.defaults().ladder())
                .containsExactly(
                        new Rendition(0, 1280, 720, 2_000_000),
                        new Rendition(1, 854, 480, 900_000),
                        new Rendition(2, 512, 288, 360_000));
    }

    @Test
    void withoutAdaptationOrWithOneRenditionThereIsTheFullOneAlone() {
        VideoSettings settings = VideoSettings.defaults();

        assertThat(settings.withAdaptation(false).ladder()).hasSize(1);
        assertThat(settings.withRenditions(1).ladder()).hasSize(1);
        assertThat(settings.withRenditions(2).ladder()).hasSize(2);
    }

    @Test
    void aRenditionBelowTheMinimumIsLeftOut() {
        assertThat(VideoSettings.defaults().withBitrate(700_000).ladder())
                .extracting(Rendition::bitrate)
                .containsExactly(700_000, 315_000);
        assertThat(VideoSettings.defaults().withBitrate(50_000).ladder()).hasSize(1);
    }

    @Test
    void messagesNameTheValueAndItsLimits() {
        assertThatThrownBy(() -> VideoSettings.defaults().withRenditions(4)).hasMessage("renditions 4 must be 1 to 3");
        assertThatThrownBy(() -> VideoSettings.defaults().withMinimumBitrate(1))
                .hasMessage("minimumBitrate 1 must be 50000 to 200000000");
    }

    @Test
    void everyLadderOfSettingsCanBeEncoded() {
        Random random = new Random(11);
        for (int round = 0; round < 5_000; round++) {
            VideoSettings settings = VideoSettings.defaults()
                    .withSize(2 * (16 + random.nextInt(3_000)), 2 * (16 + random.nextInt(2_000)))
                    .withBitrate(50_000 + random.nextInt(20_000_000));
            List<Rendition> ladder = settings.ladder();
            for (int index = 0; index < ladder.size(); index++) {
                Rendition rendition = ladder.get(index);
                assertThat(rendition.index()).isEqualTo(index);
                settings.withSize(rendition.width(), rendition.height()).withBitrate(rendition.bitrate());
                assertThat(rendition.width()).isLessThanOrEqualTo(settings.width());
                double shape = (double) settings.width() / settings.height();
                // Half a pair of pixels of rounding on each side.
                assertThat((rendition.width() + 1.01) / (rendition.height() - 1.01))
                        .isGreaterThan(shape);
                assertThat((rendition.width() - 1.01) / (rendition.height() + 1.01))
                        .isLessThan(shape);
            }
        }
    }
}
