package io.github.natcast.streamer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.ffmpeg.TestMedia;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MediaFileSourceTest {
    private static final long START = 7_000_000_000L;

    @ParameterizedTest
    @ValueSource(strings = {"clip.mp4", "clip.mkv", "clip.ts", "clip.avi"})
    void loopsWithoutABreakInTime(String name, @TempDir Path folder) throws Exception {
        Path clip = TestMedia.write(folder.resolve(name), 160, 90, 20, 30);
        CollectingSink sink = new CollectingSink(100);

        List<Long> times =
                sink.play(new MediaFileSource(clip.toString(), new FakeMediaClock(START)), VideoSettings.defaults());

        assertThat(sink.failure.get()).isNull();
        assertThat(times.get(0)).isEqualTo(START);
        for (int i = 0; i < times.size(); i++) {
            assertThat(times.get(i)).as("picture %d", i).isCloseTo(START + i * 50_000_000L, within(1_500_000));
        }
    }

    @Test
    void deliversThePicturesInTheirOwnSize(@TempDir Path folder) throws Exception {
        Path clip = TestMedia.write(folder.resolve("clip.mp4"), 320, 240, 10, 5);
        CollectingSink sink = new CollectingSink(5, frame -> {
            assertThat(frame.width()).isEqualTo(320);
            assertThat(frame.height()).isEqualTo(240);
        });

        sink.play(new MediaFileSource(clip.toString(), new FakeMediaClock(START)), VideoSettings.defaults());

        assertThat(sink.failure.get()).isNull();
    }

    @Test
    void aMissingFileIsNamedWithTheReason() {
        assertThatThrownBy(() -> start("/nowhere/clip.mp4"))
                .isInstanceOf(MediaSourceException.class)
                .hasMessage("source /nowhere/clip.mp4 cannot be opened: No such file or directory");
    }

    @Test
    void aFileThatIsNoMediaIsNamedWithTheReason(@TempDir Path folder) throws Exception {
        Path text = Files.writeString(folder.resolve("notes.mp4"), "not a film\n".repeat(100));

        assertThatThrownBy(() -> start(text.toString()))
                .isInstanceOf(MediaSourceException.class)
                .hasMessageContaining("notes.mp4 cannot be opened: Invalid data")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aTruncatedFileIsNamedWithTheReason(@TempDir Path folder) throws Exception {
        byte[] clip = Files.readAllBytes(TestMedia.write(folder.resolve("whole.mp4"), 320, 240, 10, 20));
        Path half = Files.write(folder.resolve("half.mp4"), Arrays.copyOf(clip, clip.length / 2));

        assertThatThrownBy(() -> start(half.toString()))
                .isInstanceOf(MediaSourceException.class)
                .hasMessageContaining("half.mp4 cannot be")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void closingEndsAPausedDeliveryAtOnce(@TempDir Path folder) throws Exception {
        Path clip = TestMedia.write(folder.resolve("slow.mp4"), 160, 90, 1, 5);
        CollectingSink sink = new CollectingSink(1);
        VideoSource.Playback playback = start(clip.toString(), sink);
        sink.awaitTimes();

        playback.close();

        assertThat(sink.failure.get()).isNull();
    }

    private static VideoSource.Playback start(String location) throws MediaSourceException {
        return start(location, new CollectingSink(1));
    }

    private static VideoSource.Playback start(String location, CollectingSink sink) throws MediaSourceException {
        return VideoSource.media(location).start(VideoSettings.defaults(), sink);
    }

    private static org.assertj.core.data.Offset<Long> within(long nanos) {
        return org.assertj.core.data.Offset.offset(nanos);
    }
}
