package io.github.natcast.streamer.servlet;

import static io.github.natcast.streamer.servlet.IdleWatch.Silence.AGAIN;
import static io.github.natcast.streamer.servlet.IdleWatch.Silence.FIRST;
import static io.github.natcast.streamer.servlet.IdleWatch.Silence.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdleWatchTest {

    /** The clock of the JDK may begin anywhere, and wrap. */
    @ParameterizedTest
    @ValueSource(longs = {0, -50, Long.MAX_VALUE - 150})
    void countsFromTheLastThatWasHeard(long start) {
        IdleWatch watch = new IdleWatch(100, start);

        assertThat(watch.check(start + 99)).isEqualTo(NONE);
        assertThat(watch.delay(start + 99)).isEqualTo(1);
        assertThat(watch.check(start + 100)).isEqualTo(FIRST);
        assertThat(watch.delay(start + 100)).isEqualTo(100);
        assertThat(watch.check(start + 199)).isEqualTo(NONE);
        assertThat(watch.check(start + 200)).isEqualTo(AGAIN);
        watch.heard(start + 250);
        assertThat(watch.check(start + 300)).isEqualTo(NONE);
        assertThat(watch.delay(start + 300)).isEqualTo(50);
        assertThat(watch.check(start + 350)).isEqualTo(FIRST);
        assertThat(watch.delay(start + 1000)).isZero();
    }
}
