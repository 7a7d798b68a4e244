package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.media.source.CollectingSink;
import io.github.natcast.streamer.internal.media.source.FakePlaybackClock;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RawVideoSourceTest {
    private static final long START = 3_000_000_000L;

    @Test
    void everyPictureOfTheStreamComesAtItsRate() throws Exception {
        byte[] pixels = new byte[20 * 12];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 12);
        }
        List<Byte> first = new ArrayList<>();
        CollectingSink sink = new CollectingSink(20, frame -> first.add(firstByte(frame)));

        List<Long> times = sink.play(source(new ByteArrayInputStream(pixels)), VideoSettings.defaults());

        assertThat(first).hasSize(20).startsWith((byte) 0, (byte) 1).endsWith((byte) 19);
        assertThat(times.get(19)).isEqualTo(START + 19 * 20_000_000L);
    }

    @Test
    void aStreamThatEndsWithinAPictureIsReportedWithItsSizes() throws Exception {
        CollectingSink sink = new CollectingSink(5);
        source(new ByteArrayInputStream(new byte[12 + 7])).start(VideoSettings.defaults(), sink);
        sink.awaitEnd();

        assertThat(sink.failure.get())
                .hasMessage("source - ended within a picture, after 7 of 12 bytes: is it really 2x2 RGB?");
    }

    @Test
    void aSecondStartIsRefused() throws Exception {
        RawVideoSource source = source(new ByteArrayInputStream(new byte[0]));
        source.start(VideoSettings.defaults(), new CollectingSink(1));

        assertThatThrownBy(() -> source.start(VideoSettings.defaults(), new CollectingSink(1)))
                .isInstanceOf(MediaSourceException.class)
                .hasMessageContaining("played already");
    }

    private static RawVideoSource source(InputStream stream) {
        return new RawVideoSource("-", stream, PixelFormat.RGB, 2, 2, 50, new FakePlaybackClock(START));
    }

    private static Byte firstByte(VideoFrame frame) {
        return frame.planes().get(0).bytes().get(0);
    }
}
