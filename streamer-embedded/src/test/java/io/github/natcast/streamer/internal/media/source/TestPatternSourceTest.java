package io.github.natcast.streamer.internal.media.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestPatternSourceTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final long START = 1_000_000_000L;

    @Test
    void keepsItsRateWithoutDrift() throws Exception {
        VideoSettings settings = VideoSettings.defaults().withSize(64, 36).withFramesPerSecond(30);
        CollectingSink sink = new CollectingSink(1501);

        List<Long> times = sink.play(new TestPatternSource(new FakePlaybackClock(START), NOON), settings);

        assertThat(times.get(0)).isEqualTo(START);
        assertThat(times.get(1500)).isEqualTo(START + 50_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource({"1280,720", "640,480", "32,32", "178,100", "1920,1080"})
    void movesInEverySize(int width, int height) throws Exception {
        VideoSettings settings = VideoSettings.defaults().withSize(width, height);
        Set<Integer> pictures = new HashSet<>();
        CollectingSink sink = new CollectingSink(30, frame -> pictures.add(Arrays.hashCode(luma(frame))));

        sink.play(new TestPatternSource(new FakePlaybackClock(START), NOON), settings);

        assertThat(pictures).hasSizeGreaterThan(width < 320 ? 2 : 29);
    }

    private static byte[] luma(VideoFrame frame) {
        ByteBuffer bytes = frame.planes().get(0).bytes();
        byte[] copy = new byte[frame.width() * frame.height()];
        bytes.get(0, copy);
        return copy;
    }
}
