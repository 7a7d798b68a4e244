package io.github.natcast.streamer.longrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.ffmpeg.FlashClip;
import io.github.natcast.streamer.internal.media.source.ClockedMedia;
import io.github.natcast.streamer.internal.media.source.PlaybackClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A few minutes of media; the measurement "eight-hours" plays eight hours of the same. */
class LongRunTest {
    private static final AudioSettings EVERY_FRAME = AudioSettings.defaults().withDiscontinuousTransmission(false);

    @TempDir
    Path folder;

    private LongRun play(Duration media, Function<PlaybackClock, VideoSource> source, AudioSettings audio)
            throws Exception {
        LongRun run = new LongRun(media, source, EncodingFormat.of(VideoCodec.H264), audio);
        try (run) {
            while (!run.awaitEnd(20)) {
                run.changeGuests();
            }
        }
        assertThat(run.troubles()).isEmpty();
        assertThat(run.offsets().flashes()).isGreaterThan((int) media.toSeconds() * 9 / 10);
        return run;
    }

    private LongRun loop(int seconds, int pictures, double secondsOfAudio) throws Exception {
        Path clip = FlashClip.write(folder.resolve("flash.mp4"), pictures, secondsOfAudio);
        return play(Duration.ofSeconds(seconds), clock -> ClockedMedia.file(clip.toString(), clock), EVERY_FRAME);
    }

    @Test
    void nothingBreaksWhereCountersWrap() throws Exception {
        LongRun run = loop(75, 183, 7.3);

        assertThat(run.videoStreams()).hasSize(2).allSatisfy(stream -> {
            assertThat(stream.sequenceWraps()).isEqualTo(1);
            assertThat(stream.timestampWraps()).isEqualTo(1);
            assertThat(stream.breaks()).isZero();
            assertThat(stream.frames()).isEqualTo(75 * 25);
            assertThat(stream.ticks()).isEqualTo((75 * 25 - 1) * 3600);
            assertThat(stream.smallestStep()).isEqualTo(stream.largestStep());
            assertThat(stream.reportErrorMillis()).isLessThan(0.1);
        });
        assertThat(run.audioStreams()).hasSize(2).allSatisfy(stream -> {
            assertThat(stream.sequenceWraps()).isEqualTo(1);
            assertThat(stream.timestampWraps()).isEqualTo(1);
            assertThat(stream.breaks()).isZero();
            assertThat(stream.frames()).isGreaterThanOrEqualTo(74_000L / EVERY_FRAME.frameMillis());
            assertThat(stream.smallestStep()).isEqualTo(48L * EVERY_FRAME.frameMillis());
            assertThat(stream.largestStep()).isEqualTo(stream.smallestStep());
            assertThat(stream.reportErrorMillis()).isLessThan(0.1);
        });
        assertThat(run.opened()).isGreaterThan(100);
    }

    /**
     * A clip whose audio ends before its video must not start the next round's audio too early, nor the other way
     * round.
     */
    @ParameterizedTest(name = "{0} pictures, {1} s of audio")
    @CsvSource({"183, 7.29", "183, 7.31", "182, 7.3", "181, 7.32"})
    void audioStaysWithThePicturesOverEachSeam(int pictures, double secondsOfAudio) throws Exception {
        List<Double> offsets = loop(40, pictures, secondsOfAudio).offsets().millis();

        assertThat(offsets).allSatisfy(offset -> assertThat(offset).isBetween(-1.0, 1.0));
    }

    @ParameterizedTest(name = "an audio device {0} times too fast, capture times off by up to {1} ms")
    @CsvSource({"1.001, 0", "0.999, 0", "1, 10"})
    void liveAudioStaysWithThePictures(double deviceSpeed, long jitterMillis) throws Exception {
        LongRun run = play(
                Duration.ofMinutes(1),
                clock -> new LiveProgram(clock, deviceSpeed, jitterMillis * 1_000_000),
                AudioSettings.defaults());

        // Drift below 2 ms is left alone, since it is corrected one sample at a time.
        assertThat(run.offsets().millis())
                .allSatisfy(offset -> assertThat(offset).isBetween(-4.0, 4.0));
    }
}
