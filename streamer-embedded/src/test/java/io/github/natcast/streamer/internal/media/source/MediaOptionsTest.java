package io.github.natcast.streamer.internal.media.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.natcast.streamer.MediaOptions;
import io.github.natcast.streamer.MediaOptions.RtspTransport;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.ffmpeg.TestMedia;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a program says of how a source is read reaches FFmpeg and the server, and no message shows its secrets. */
@Timeout(60)
final class MediaOptionsTest {
    private static final String SECRET = "tr0ub4dor";
    private static final MediaOptions DEFAULTS = MediaOptions.defaults();

    @Test
    void aFileIsPlayedOnce(@TempDir Path folder) throws Exception {
        Path clip = TestMedia.write(folder.resolve("clip.mp4"), 160, 90, 20, 30);
        CollectingSink sink = new CollectingSink(1_000);
        VideoSource once = new MediaSource(clip.toString(), DEFAULTS.withoutLoop(), new FakePlaybackClock(0));

        List<Long> times = sink.play(once, VideoSettings.defaults());

        assertThat(sink.failure.get()).isNull();
        assertThat(times).hasSize(30);
        assertThat(once.isRestartable()).as("it is over then").isFalse();
    }

    @Test
    void aFileIsLoopedOtherwise(@TempDir Path folder) throws Exception {
        Path clip = TestMedia.write(folder.resolve("a:clip.mp4"), 160, 90, 20, 3);
        CollectingSink sink = new CollectingSink(7);
        VideoSource looped = VideoSource.media(clip);

        assertThat(sink.play(looped, VideoSettings.defaults())).hasSize(7);
        assertThat(looped.isRestartable()).isTrue();
    }

    @Test
    void aLiveStreamHasNoLoop() {
        assertThat(VideoSource.media("rtsp://127.0.0.1/live", DEFAULTS.withoutLoop())
                        .isRestartable())
                .isTrue();
    }

    @Test
    void headersReachTheServer() throws Exception {
        String reply = "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n";
        try (ScriptedServer server = new ScriptedServer(List.of(reply, reply, reply, reply))) {
            VideoSource source = VideoSource.media(
                    "http://" + server.address() + "/film.mp4",
                    DEFAULTS.withHeader("Authorization", "Bearer " + SECRET).withHeader("X-Room", "7"));

            assertThatThrownBy(() -> source.start(VideoSettings.defaults(), new CollectingSink(1)))
                    .isInstanceOf(MediaSourceException.class)
                    .hasMessageContaining("403")
                    .message()
                    .doesNotContain(SECRET);

            assertThat(server.requests()).contains("Authorization: Bearer " + SECRET, "X-Room: 7");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = RtspTransport.class,
            names = {"TCP", "UDP"})
    void theRtspTransportIsAskedFor(RtspTransport transport) throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.CAMERA)) {
            MediaOptions options = DEFAULTS.withRtspTransport(transport).withTimeout(Duration.ofMillis(800));
            VideoSource source = VideoSource.media("rtsp://" + server.address() + "/live", options);

            // It sends no picture, which FFmpeg may find out before or after it is open.
            Throwable ignored = catchThrowable(() -> source.start(VideoSettings.defaults(), new CollectingSink(1))
                    .close());

            assertThat(server.requests())
                    .filteredOn(line -> line.startsWith("Transport:"))
                    .first()
                    .asString()
                    .startsWith("Transport: RTP/AVP/" + transport);
        }
    }

    @Test
    void anOptionOfFfmpegsCountsMost(@TempDir Path folder) throws Exception {
        // Without its name's end, the file is what the option says.
        Path clip = TestMedia.write(folder.resolve("clip.mkv"), 160, 90, 20, 3);
        Path bare = Files.copy(clip, folder.resolve("bare"));
        CollectingSink sink = new CollectingSink(3);

        sink.play(VideoSource.media(bare, DEFAULTS.withOption("probesize", "100000")), VideoSettings.defaults());

        assertThat(sink.failure.get()).isNull();
        assertThat(refusal(bare.toString(), DEFAULTS.withOption("format_whitelist", "flv")))
                .contains("cannot be opened");
    }

    @Test
    void anUnknownOptionIsNamed(@TempDir Path folder) throws Exception {
        Path clip = TestMedia.write(folder.resolve("clip.mkv"), 160, 90, 20, 3);

        assertThat(refusal(clip.toString(), DEFAULTS.withOption("rtsp_speed", SECRET)))
                .startsWith("source " + clip + " has no option rtsp_speed")
                .doesNotContain(SECRET);
    }

    @Test
    void aValueThatFfmpegRefusesIsNotShown(@TempDir Path folder) throws Exception {
        Path clip = TestMedia.write(folder.resolve("clip.mkv"), 160, 90, 20, 3);

        assertThat(refusal(clip.toString(), DEFAULTS.withOption("probesize", SECRET)))
                .contains("cannot be opened", "probesize")
                .doesNotContain(SECRET);
    }

    private static String refusal(String location, MediaOptions options) {
        Throwable refusal = catchThrowable(() -> VideoSource.media(location, options)
                .start(VideoSettings.defaults(), new CollectingSink(1))
                .close());
        assertThat(refusal).isInstanceOf(MediaSourceException.class);
        return String.valueOf(refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "film.mp4, headers",
        "rtsp://127.0.0.1/live, headers",
        "v4l2:/dev/video0, headers",
        "film.mp4, RTSP transport",
        "http://127.0.0.1/film.mp4, RTSP transport"
    })
    void whatDoesNotGoWithTheLocationIsRefused(String location, String what) {
        MediaOptions options = what.equals("headers")
                ? DEFAULTS.withHeader("X-Token", SECRET)
                : DEFAULTS.withRtspTransport(RtspTransport.UDP);
        assertThatThrownBy(() -> VideoSource.media(location, options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("source " + location)
                .hasMessageContaining(what)
                .message()
                .doesNotContain(SECRET);
    }

    @Test
    void wrongValuesAreRefused() {
        assertThatThrownBy(() -> DEFAULTS.withTimeout(Duration.ofMillis(99)))
                .hasMessage("timeout 99 ms must be 100 to 600000 ms");
        assertThatThrownBy(() -> DEFAULTS.withHeader("a b", SECRET))
                .hasMessageContaining("header \"a b\"")
                .message()
                .doesNotContain(SECRET);
        assertThatThrownBy(() -> DEFAULTS.withHeader("X-A", SECRET + "\r\nX-B: 1"))
                .hasMessageContaining("X-A")
                .hasMessageContaining("line break")
                .message()
                .doesNotContain(SECRET);
        assertThatThrownBy(() -> DEFAULTS.withOption("a=b", SECRET)).hasMessageContaining("option \"a=b\"");
    }

    @Test
    void itsTextShowsNoSecret() {
        assertThat(DEFAULTS.withHeader("Authorization", SECRET)
                        .withOption("password", SECRET)
                        .toString())
                .contains("Authorization", "password")
                .doesNotContain(SECRET);
    }

    @Test
    void aTimeoutOfItsOwn() throws Exception {
        try (ScriptedServer silent = new ScriptedServer(List.of())) {
            assertThat(refusal("http://" + silent.address() + "/", DEFAULTS.withTimeout(Duration.ofMillis(300))))
                    .contains("nothing came for 300 ms");
        }
    }
}
