package io.github.natcast.streamer.internal.media.switching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RetryScheduleTest {
    private final RetrySchedule schedule = new RetrySchedule();

    @Test
    void pausesDoubleFromOneSecondToThirty() {
        assertThat(seconds(8)).containsExactly(1, 2, 4, 8, 16, 30, 30, 30);
    }

    @Test
    void aPictureStartsOver() {
        seconds(5);
        schedule.startOver();
        assertThat(seconds(2)).containsExactly(1, 2);
    }

    private long[] seconds(int failures) {
        return LongStream.generate(schedule::failed)
                .limit(failures)
                .map(nanos -> nanos / 1_000_000_000)
                .toArray();
    }
}
