package io.github.natcast.streamer.internal.media.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EncodingScheduleTest {
    private static final long MILLI = 1_000_000;
    private static final long NOW = 1_000_000 * MILLI;

    private final EncodingSchedule schedule = new EncodingSchedule(60 * MILLI);

    @Test
    void timesIncreaseByMoreThanATickOfTheVideoClockWhateverTheSourceSays() {
        assertThat(schedule.stamp(NOW - 5 * MILLI, NOW)).isEqualTo(NOW - 5 * MILLI);
        assertThat(schedule.stamp(NOW - 90 * MILLI, NOW)).isEqualTo(NOW - 4 * MILLI);
        assertThat(schedule.stamp(NOW - 4 * MILLI, NOW)).isEqualTo(NOW - 3 * MILLI);
    }

    @Test
    void aTimeOnAnotherScaleBecomesTheTimeOfArrival() {
        assertThat(schedule.stamp(17, NOW)).isEqualTo(NOW);
        assertThat(schedule.stamp(Long.MAX_VALUE / 2, NOW + MILLI)).isEqualTo(NOW + MILLI);
    }

    @Test
    void keyFramesKeepTheirDistance() {
        assertThat(schedule.isKeyFrameDue(NOW)).isFalse();
        schedule.requestKeyFrame();
        assertThat(schedule.isKeyFrameDue(NOW)).isTrue();
        schedule.keyFrameMade(NOW);
        schedule.requestKeyFrame();

        assertThat(schedule.isKeyFrameDue(NOW + 299 * MILLI)).isFalse();
        assertThat(schedule.isKeyFrameDue(NOW + 300 * MILLI)).isTrue();
        schedule.forgetKeyFrame();
        assertThat(schedule.isKeyFrameDue(NOW + MILLI)).isTrue();
    }

    @Test
    void theLastPictureIsRepeatedWhileTheSourceRests() {
        schedule.taken(NOW);
        assertThat(schedule.repeatInNanos(NOW + 100 * MILLI)).isEqualTo(400 * MILLI);
    }

    @Test
    void aRequestedKeyFrameWaitsForTheNextPictureOnlyAWhile() {
        schedule.taken(NOW);
        schedule.requestKeyFrame();
        assertThat(schedule.repeatInNanos(NOW + 10 * MILLI)).isEqualTo(50 * MILLI);
        schedule.keyFrameMade(NOW + 20 * MILLI);
        schedule.requestKeyFrame();
        assertThat(schedule.repeatInNanos(NOW + 20 * MILLI)).isEqualTo(300 * MILLI);
    }
}
