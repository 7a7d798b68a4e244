package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class SourcesCheckTest {
    private final LoopbackDeployment with = new LoopbackDeployment();

    private List<String> lines(SourcesCheck check, String... sources) throws InterruptedException {
        with.sources.clear();
        with.sources.addAll(List.of(sources));
        return Trials.lines(Trials.run(check, with.build(), Trials.SHORT));
    }

    /** A source that does this as soon as it is open. */
    private static SourcesCheck with(Consumer<MediaSink> does) {
        return new SourcesCheck(location -> new VideoSource() {
            @Override
            public String name() {
                return location;
            }

            @Override
            public Playback start(VideoSettings wanted, MediaSink sink) {
                does.accept(sink);
                return () -> {};
            }
        });
    }

    @Test
    void aPictureHolds() throws InterruptedException {
        SourcesCheck check = new SourcesCheck(location -> VideoSource.testPattern());
        assertThat(lines(check, "camera")).containsExactly("holds sources.picture camera");
    }

    @Test
    void withoutASourceATestPatternIsShown() throws InterruptedException {
        assertThat(lines(new SourcesCheck())).containsExactly("holds sources.pattern test pattern");
    }

    @Test
    void aMissingFileFails(@TempDir Path folder) throws Exception {
        String missing = folder.resolve("film.mp4").toString();
        String text = Files.writeString(folder.resolve("text.mp4"), "no film").toString();
        assertThat(lines(new SourcesCheck(), missing, text))
                .containsExactly("fails sources.failed " + missing, "fails sources.failed " + text);
    }

    @Test
    void aSourceThatEndsOrFailsFails() throws InterruptedException {
        assertThat(lines(with(MediaSink::onEnd), "sound.ogg")).containsExactly("fails sources.empty sound.ogg");
        assertThat(lines(with(sink -> sink.onFailure(new MediaSourceException("cut off"))), "rtsp://cam"))
                .containsExactly("fails sources.failed rtsp://cam");
    }

    /** Neither to a terminal nor to a log nor to JSON. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://admin:Hidden42@camera/stream",
                "srt://camera:9000?mode=caller&passphrase=Hidden42",
                "whep:https://me:Hidden42@origin.example.org/whep/live?token=Hidden42"
            })
    void whatIsSaidHasNoPassword(String source) throws InterruptedException {
        with.sources.add(source);
        List<SourcesCheck> checks = List.of(
                with(MediaSink::onEnd),
                with(sink -> sink.onFailure(new MediaSourceException(source + " is cut off"))),
                new SourcesCheck(location -> {
                    throw new IllegalArgumentException(location + " is none");
                }));
        for (SourcesCheck check : checks) {
            assertThat(Trials.run(check, with.build(), Trials.SHORT).toString())
                    .contains("***")
                    .doesNotContain("Hidden42");
        }
    }

    @Test
    void whatCanBeReadOnceIsNotTouched() throws InterruptedException {
        SourcesCheck check = with(sink -> {
            throw new AssertionError("it was opened");
        });
        assertThat(lines(check, "-", "pipe:0", "frames:/run/frames"))
                .containsExactly(
                        "unknown sources.pipe -",
                        "unknown sources.pipe pipe:0",
                        "unknown sources.frames frames:/run/frames");
    }

    @Test
    void besideAServerThatRunsAFailureMayBeItsDoing() throws Exception {
        try (FakeNatcast running = new FakeNatcast(with.httpPort, 201, "")) {
            assertThat(running).isNotNull();
            assertThat(lines(new SourcesCheck(), "v4l2:/dev/nowhere"))
                    .containsExactly("unknown sources.busy v4l2:/dev/nowhere");
        }
    }
}
