package io.github.natcast.streamer.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.ffmpeg.TestClip;
import io.github.natcast.streamer.internal.media.ffmpeg.TestPictures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real browser plays a clip, live pictures and audio, and the clip again on one connection. */
class SourceSwitchBrowserTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int GREEN = 0x00b060;
    private static final int RED = 0xe03030;
    private static final int BLUE = 0x3030e0;
    private static final int YELLOW = 0xd0d020;
    private static final int CLIP_TONE = 440;
    private static final int RTP_CLOCK = 90_000;
    private static final int MORE_FRAMES = 20;

    private Chromium browser;

    @BeforeEach
    void startBrowser() throws Exception {
        assumeTrue(
                Chromium.program().isPresent(),
                "no Chromium on the PATH (Debian: apt-get install chromium): switching is not tested in a browser");
        browser = Chromium.start();
        browser.allowOwnScripts();
    }

    @AfterEach
    void endBrowser() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void viewersNoticeNothingOfASwitchButThePictureAndTheAudio(@TempDir Path folder) throws Exception {
        Path clip = TestClip.at(folder.resolve("standby.mp4"))
                .pictures("libopenh264", 640, 360, 25, 50)
                .drawnBy(number -> TestPictures.plain(640, 360, yuv(GREEN)))
                .tone(CLIP_TONE, 2)
                .write();
        VideoSettings settings = VideoSettings.defaults().withSize(640, 360).withBitrate(1_000_000);
        try (Streamer streamer = Streamer.builder()
                .source(VideoSource.media(clip.toString()))
                .video(settings)
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .build()) {
            streamer.start();
            PlayingPage.open(browser, streamer.address());
            Screening screening = Screening.begin(browser);
            // The audio of a muted player does not count.
            browser.evaluate("document.querySelector('#mute').click()");
            awaitClip(screening);
            JsonNode before = screening.statistics();

            try (LiveProgram live =
                    show(screening, streamer, new LiveProgram("live at 30", 1280, 720, 30, RED, 880), RED, 880)) {
                live.source().end();
                awaitClip(screening);
            }
            try (LiveProgram live =
                    show(screening, streamer, new LiveProgram("live at 12", 320, 240, 12, BLUE, 1320), BLUE, 1320)) {
                live.source().fail("the test ends it");
                awaitClip(screening);
            }
            try (LiveProgram live = show(
                    screening, streamer, new LiveProgram("live that stalls", 480, 360, 25, YELLOW, 660), YELLOW, 660)) {
                live.stall();
                awaitClip(screening);
            }

            assertOneStream(before, screening.statistics());
            assertOneTimeline(screening.frames());
        }
    }

    private static LiveProgram show(Screening screening, Streamer streamer, LiveProgram live, int colour, int hertz)
            throws Exception {
        streamer.show(live.source());
        screening.awaitColour(colour, MORE_FRAMES, PATIENCE);
        screening.awaitTone(hertz, PATIENCE);
        return live;
    }

    private static void awaitClip(Screening screening) throws Exception {
        screening.awaitColour(GREEN, MORE_FRAMES, PATIENCE);
        screening.awaitTone(CLIP_TONE, PATIENCE);
    }

    private static void assertOneStream(JsonNode before, JsonNode after) {
        assertThat(after.get("attempts").asInt()).isEqualTo(1);
        assertThat(after.get("sameConnection").asBoolean()).isTrue();
        assertThat(after.get("state").asText()).isEqualTo("connected");
        for (String same : List.of("streams", "decoder", "width", "height")) {
            assertThat(after.get(same)).as(same).isEqualTo(before.get(same));
        }
        // Six cuts: an encoder may respond to each with a key frame, and no viewer had to request one.
        assertThat(growth("keyFrames", before, after) - growth("plis", before, after))
                .as("unrequested key frames")
                .isBetween(0L, 6L);
        assertThat(growth("frames", before, after)).isGreaterThanOrEqualTo(6 * MORE_FRAMES);
        assertThat(growth("samples", before, after)).isPositive();
        assertThat(after.get("energy").asDouble())
                .isGreaterThan(before.get("energy").asDouble());
    }

    private static long growth(String name, JsonNode before, JsonNode after) {
        return after.get(name).asLong() - before.get(name).asLong();
    }

    /** RTP timestamps increase from picture to picture, and at the rate of real time. */
    private static void assertOneTimeline(List<Screening.Frame> frames) {
        long ticks = 0;
        for (int i = 1; i < frames.size(); i++) {
            // RFC 3550 §5.1: a timestamp has 32 bits and may wrap.
            int step = (int) (frames.get(i).rtpTimestamp() - frames.get(i - 1).rtpTimestamp());
            assertThat(step).as("timestamp step at picture %d", i).isPositive();
            ticks += step;
        }
        double streamSeconds = (double) ticks / RTP_CLOCK;
        double seconds = (frames.get(frames.size() - 1).at() - frames.get(0).at()) / 1000;
        // A loaded machine shows pictures late, but never by seconds.
        assertThat(streamSeconds).isCloseTo(seconds, org.assertj.core.data.Offset.offset(2.0));
    }

    /** Limited-range BT.601, the default for small clips without colour information. */
    private static int[] yuv(int rgb) {
        double red = (rgb >> 16 & 255) / 255.0;
        double green = (rgb >> 8 & 255) / 255.0;
        double blue = (rgb & 255) / 255.0;
        double luma = 0.299 * red + 0.587 * green + 0.114 * blue;
        return new int[] {
            (int) Math.round(16 + 219 * luma),
            (int) Math.round(128 + 224 * (blue - luma) / 1.772),
            (int) Math.round(128 + 224 * (red - luma) / 1.402)
        };
    }
}
