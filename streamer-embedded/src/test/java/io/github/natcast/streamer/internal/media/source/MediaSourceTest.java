package io.github.natcast.streamer.internal.media.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.ffmpeg.TestMedia;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MediaSourceTest {
    private static final long START = 7_000_000_000L;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(strings = {"clip.mp4", "clip.mkv", "clip.ts", "clip.avi"})
    void loopsWithoutABreakInTime(String name, @TempDir Path folder) throws Exception {
        Path clip = TestMedia.write(folder.resolve(name), 160, 90, 20, 30);
        CollectingSink sink = new CollectingSink(100);

        List<Long> times = sink.play(
                new MediaSource(clip.toString(), TIMEOUT, new FakePlaybackClock(START)), VideoSettings.defaults());

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

        sink.play(new MediaSource(clip.toString(), TIMEOUT, new FakePlaybackClock(START)), VideoSettings.defaults());

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

    @Test
    void aServerThatNeverAnswersIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String location = "rtsp://127.0.0.1:" + silent.getLocalPort() + "/live";
            MediaSource source = new MediaSource(location, Duration.ofMillis(300));

            assertThatThrownBy(() -> source.start(VideoSettings.defaults(), new CollectingSink(1)))
                    .isInstanceOf(MediaSourceException.class)
                    .hasMessageStartingWith("source " + location + " cannot be opened: nothing came for 300 ms");
        }
    }

    @Test
    void aServerThatRefusesIsNamedWithTheReason() {
        assertThatThrownBy(() -> start("http://127.0.0.1:9/clip.mp4"))
                .isInstanceOf(MediaSourceException.class)
                .hasMessageStartingWith("source http://127.0.0.1:9/clip.mp4 cannot be opened: Connection refused");
    }

    @Test
    void aDeviceFormatIsOpenedByItsName() throws Exception {
        CollectingSink sink =
                new CollectingSink(10, frame -> assertThat(frame.width()).isEqualTo(320));
        MediaSource source =
                new MediaSource("lavfi:testsrc=size=320x240:rate=50", TIMEOUT, new FakePlaybackClock(START));

        List<Long> times = sink.play(source, VideoSettings.defaults());

        assertThat(times.get(9)).isEqualTo(START + 9 * 20_000_000L);
    }

    @Test
    void aDeviceThatIsNotThereIsNamedWithTheReason() {
        assertThatThrownBy(() -> start("v4l2:/dev/video99"))
                .isInstanceOf(MediaSourceException.class)
                .hasMessageStartingWith("source v4l2:/dev/video99 cannot be opened: ")
                .message()
                .doesNotContain("\n");
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
