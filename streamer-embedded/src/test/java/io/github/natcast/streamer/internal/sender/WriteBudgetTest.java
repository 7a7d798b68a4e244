package io.github.natcast.streamer.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class WriteBudgetTest {
    /** A quarter of a second of it are 62500 bytes. */
    private static final long RATE = 2_000_000;

    private final WriteBudget budget = new WriteBudget();

    private boolean delta(long backlog) {
        return budget.admits(false, 8_000, backlog, RATE);
    }

    private boolean key(int bytes, long backlog) {
        return budget.admits(true, bytes, backlog, RATE);
    }

    @Test
    void whatTakesLongerThanAQuarterOfASecondIsLeftOutUpToAKeyFrame() {
        assertThat(delta(62_500)).isTrue();
        assertThat(delta(62_501)).isFalse();
        assertThat(delta(0)).isFalse();
        assertThat(key(100, 0)).isTrue();
        assertThat(delta(0)).isTrue();
    }

    @Test
    void aKeyFrameIsAskedForWhenThereIsRoom() {
        assertThat(budget.wantsKeyFrame(0, RATE)).isFalse();
        delta(70_000);
        assertThat(budget.wantsKeyFrame(40_000, RATE)).isFalse();
        assertThat(budget.wantsKeyFrame(31_250, RATE)).isTrue();
        key(100, 20_000);
        assertThat(budget.wantsKeyFrame(0, RATE)).isFalse();
    }

    @Test
    void aLargeKeyFrameIsFollowedByItsPictures() {
        assertThat(key(200_000, 10_000)).isTrue();
        assertThat(delta(210_000)).isTrue();
        assertThat(delta(272_500)).isTrue();
        assertThat(delta(272_501)).isFalse();
    }

    @Test
    void aKeyFrameWaitsForTheOneThatIsOnItsWay() {
        key(200_000, 10_000);
        assertThat(key(200_000, 100_000)).isFalse();
        assertThat(delta(60_000)).isFalse();
        assertThat(key(200_000, 60_000)).isTrue();
    }

    @Test
    void onceAKeyFrameHasLeftTheBudgetIsTheOldOne() {
        key(200_000, 0);
        assertThat(delta(50_000)).isTrue();
        assertThat(delta(70_000)).isFalse();
    }

    @Test
    void aSlowRenditionMayHaveSomePacketsWait() {
        assertThat(budget.admits(false, 1_000, 12_000, 50_000)).isTrue();
        assertThat(budget.admits(false, 1_000, 12_001, 50_000)).isFalse();
    }

    /** Whatever comes: what waits is bounded, and after a frame left out the next that is sent is a key frame. */
    @Test
    void neverWaitsForLongerThanAKeyFrameAndTwoBudgets() {
        for (long seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            WriteBudget each = new WriteBudget();
            long backlog = 0;
            boolean mustBeKey = false;
            for (int i = 0; i < 2_000; i++) {
                boolean keyFrame = random.nextInt(60) == 0;
                int bytes = keyFrame ? 40_000 + random.nextInt(60_000) : random.nextInt(16_000);
                boolean sent = each.admits(keyFrame, bytes, backlog, RATE);
                assertThat(sent && mustBeKey && !keyFrame).isFalse();
                mustBeKey = !sent || (mustBeKey && !keyFrame);
                backlog += sent ? bytes : 0;
                assertThat(backlog).isLessThan(2 * 62_500 + 100_000 + 16_000);
                backlog = Math.max(0, backlog - random.nextInt(12_000));
            }
        }
    }
}
