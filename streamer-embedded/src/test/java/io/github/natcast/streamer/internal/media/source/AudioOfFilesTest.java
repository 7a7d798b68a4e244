package io.github.natcast.streamer.internal.media.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource.Playback;
import io.github.natcast.streamer.internal.media.ffmpeg.AudioClip;
import io.github.natcast.streamer.internal.media.ffmpeg.TestMedia;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioOfFilesTest {
    private static final long MILLI = 1_000_000L;

    @TempDir
    private Path folder;

    private final FakePlaybackClock clock = new FakePlaybackClock(1_000_000_000_000L);

    /** Keeps everything, until there is enough audio. */
    private static final class Recording implements MediaSink {
        final List<AudioFrame> audio = new ArrayList<>();
        final List<Long> pictures = new ArrayList<>();
        final CountDownLatch done = new CountDownLatch(1);
        private final long enoughNanos;
        private long nanos;
        private volatile String failure = "";

        Recording(long enoughNanos) {
            this.enoughNanos = enoughNanos;
        }

        @Override
        public synchronized void onVideo(VideoFrame frame) {
            if (nanos < enoughNanos) {
                pictures.add(frame.captureTimeNanos());
            }
            frame.release();
        }

        @Override
        public synchronized void onAudio(AudioFrame frame) {
            if (nanos < enoughNanos) {
                audio.add(frame);
                nanos += frame.durationNanos();
            } else {
                done.countDown();
            }
        }

        @Override
        public void onEnd() {
            done.countDown();
        }

        @Override
        public void onFailure(MediaSourceException reason) {
            failure = String.valueOf(reason.getMessage());
            done.countDown();
        }
    }

    private Recording play(Path file, long nanos) throws Exception {
        return play(file.toString(), nanos);
    }

    private Recording play(String location, long nanos) throws Exception {
        Recording recording = new Recording(nanos);
        MediaSource source = new MediaSource(location, Duration.ofSeconds(10), clock);
        try (Playback playback = source.start(VideoSettings.defaults(), recording)) {
            assertThat(playback).isNotNull();
            assertThat(recording.done.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(recording.failure).isEmpty();
        return recording;
    }

    @Test
    void audioAndPicturesStartTogetherAndKeepStep() throws Exception {
        Recording clip = play(AudioClip.write(folder.resolve("clip.mp4"), 50, 2), 1_800 * MILLI);
        assertThat(clip.audio.get(0).captureTimeNanos()).isCloseTo(clip.pictures.get(0), within(30 * MILLI));
        assertThat(clip.audio.get(0).sampleRate()).isEqualTo(AudioClip.SAMPLE_RATE);
        assertThat(clip.audio.get(0).channels()).isEqualTo(2);
        assertFollowing(clip.audio, MILLI);
        assertThat(clip.pictures).hasSizeBetween(43, 47);
    }

    @Test
    void theToneIsWhatWasRecorded() throws Exception {
        Recording clip = play(AudioClip.write(folder.resolve("clip.mkv"), 50, 2), 1_500 * MILLI);
        double sum = 0;
        long count = 0;
        for (AudioFrame frame : clip.audio.subList(10, 50)) {
            for (float sample : frame.samples()) {
                sum += sample * sample;
                count++;
            }
        }
        assertThat(Math.sqrt(2 * sum / count)).isEqualTo(AudioClip.AMPLITUDE, within(0.05));
    }

    @Test
    void picturesAndAudioOfALoopStayInStepForTwentyRounds() throws Exception {
        Recording clip = play(AudioClip.write(folder.resolve("loop.mp4"), 25, 1.01), 20_000 * MILLI);
        assertFollowing(clip.audio, 35 * MILLI);
        long lastPicture = clip.pictures.get(clip.pictures.size() - 1);
        AudioFrame lastAudio = clip.audio.get(clip.audio.size() - 1);
        assertThat(lastAudio.captureTimeNanos()).isCloseTo(lastPicture, within(80 * MILLI));
        long rounds = clip.pictures.size() / 25;
        assertThat(lastPicture - clip.pictures.get(0))
                .as("time of %d rounds", rounds)
                .isBetween(19_000 * MILLI, 21_500 * MILLI);
    }

    @Test
    void aFileWithoutPicturesIsHeardWithABlackOne() throws Exception {
        Recording song = play(AudioClip.write(folder.resolve("song.m4a"), 0, 3), 2_500 * MILLI);
        assertFollowing(song.audio, MILLI);
        assertThat(song.pictures).hasSize(3);
    }

    @Test
    void aFileWithoutAudioIsSeen() throws Exception {
        CollectingSink sink = new CollectingSink(30);
        Path silent = TestMedia.write(folder.resolve("silent.mkv"), 64, 64, 25, 25);
        MediaSource source = new MediaSource(silent.toString(), Duration.ofSeconds(10), clock);
        assertThat(sink.play(source, VideoSettings.defaults())).hasSize(30);
    }

    @ParameterizedTest
    @CsvSource({
        "8000, mono, 1, u8",
        "11025, mono, 1, s16p",
        "16000, stereo, 2, flt",
        "22050, stereo, 2, fltp",
        "32000, 2.1, 3, s32",
        "44100, 5.1, 6, s16",
        "48000, 5.1, 6, fltp",
        "88200, mono, 1, dbl",
        "96000, 7.1, 8, s32p",
        "192000, stereo, 2, dblp",
    })
    void audioOfAnyRateLayoutAndFormatIsHeard(int rate, String layout, int channels, String format) throws Exception {
        String tone = String.join("|", Collections.nCopies(channels, "0.5*sin(440*2*PI*t)"));
        Recording heard = play(
                "lavfi:aevalsrc=" + tone + ":c=" + layout + ":s=" + rate + ",aformat=sample_fmts=" + format,
                1_000 * MILLI);
        assertFollowing(heard.audio, MILLI);
        double sum = 0;
        int crossings = 0;
        int count = 0;
        float before = 0;
        for (AudioFrame frame : heard.audio) {
            assertThat(frame.sampleRate()).isEqualTo(rate);
            assertThat(frame.channels()).isEqualTo(channels);
            for (int i = channels - 1; i < frame.samples().length; i += channels) {
                float sample = frame.samples()[i];
                sum += sample * sample;
                crossings += before < 0 && sample >= 0 ? 1 : 0;
                before = sample;
                count++;
            }
        }
        assertThat(Math.sqrt(2 * sum / count))
                .as("amplitude in the last channel")
                .isEqualTo(0.5, within(0.02));
        assertThat((double) crossings * rate / count).as("pitch").isEqualTo(440, within(4.0));
    }

    @Test
    void aAudioDeviceIsHeardWithABlackPicture() throws Exception {
        Recording device;
        try {
            device = play("alsa:null", 500 * MILLI);
        } catch (MediaSourceException missing) {
            assumeTrue(false, "no ALSA here: " + missing.getMessage());
            return;
        }
        assertThat(device.pictures).isNotEmpty();
        assertThat(device.audio).allSatisfy(piece -> {
            assertThat(piece.sampleRate()).isEqualTo(48_000);
            assertThat(piece.channels()).isEqualTo(2);
        });
    }

    private static void assertFollowing(List<AudioFrame> audio, long tolerance) {
        for (int i = 1; i < audio.size(); i++) {
            AudioFrame before = audio.get(i - 1);
            assertThat(audio.get(i).captureTimeNanos())
                    .as("piece %d", i)
                    .isCloseTo(before.captureTimeNanos() + before.durationNanos(), within(tolerance));
        }
    }
}
