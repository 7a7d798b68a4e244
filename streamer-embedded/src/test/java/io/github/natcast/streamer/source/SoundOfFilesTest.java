package io.github.natcast.streamer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource.Playback;
import io.github.natcast.streamer.ffmpeg.SoundClip;
import io.github.natcast.streamer.ffmpeg.TestMedia;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundOfFilesTest {
    private static final long MILLI = 1_000_000L;

    @TempDir
    private Path folder;

    private final FakeMediaClock clock = new FakeMediaClock(1_000_000_000_000L);

    /** Keeps everything, until there is enough sound. */
    private static final class Recording implements MediaSink {
        final List<AudioFrame> sound = new ArrayList<>();
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
                sound.add(frame);
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
        Recording recording = new Recording(nanos);
        MediaSource source = new MediaSource(file.toString(), Duration.ofSeconds(10), clock);
        try (Playback playback = source.start(VideoSettings.defaults(), recording)) {
            assertThat(playback).isNotNull();
            assertThat(recording.done.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(recording.failure).isEmpty();
        return recording;
    }

    @Test
    void soundAndPicturesStartTogetherAndKeepStep() throws Exception {
        Recording clip = play(SoundClip.write(folder.resolve("clip.mp4"), 50, 2), 1_800 * MILLI);
        assertThat(clip.sound.get(0).captureTimeNanos()).isCloseTo(clip.pictures.get(0), within(30 * MILLI));
        assertThat(clip.sound.get(0).sampleRate()).isEqualTo(SoundClip.SAMPLE_RATE);
        assertThat(clip.sound.get(0).channels()).isEqualTo(2);
        assertFollowing(clip.sound, MILLI);
        assertThat(clip.pictures).hasSizeBetween(43, 47);
    }

    @Test
    void theToneIsWhatWasRecorded() throws Exception {
        Recording clip = play(SoundClip.write(folder.resolve("clip.mkv"), 50, 2), 1_500 * MILLI);
        double sum = 0;
        long count = 0;
        for (AudioFrame frame : clip.sound.subList(10, 50)) {
            for (float sample : frame.samples()) {
                sum += sample * sample;
                count++;
            }
        }
        assertThat(Math.sqrt(2 * sum / count)).isEqualTo(SoundClip.AMPLITUDE, within(0.05));
    }

    @Test
    void picturesAndSoundOfALoopStayInStepForTwentyRounds() throws Exception {
        Recording clip = play(SoundClip.write(folder.resolve("loop.mp4"), 25, 1.01), 20_000 * MILLI);
        assertFollowing(clip.sound, 35 * MILLI);
        long lastPicture = clip.pictures.get(clip.pictures.size() - 1);
        AudioFrame lastSound = clip.sound.get(clip.sound.size() - 1);
        assertThat(lastSound.captureTimeNanos()).isCloseTo(lastPicture, within(80 * MILLI));
        long rounds = clip.pictures.size() / 25;
        assertThat(lastPicture - clip.pictures.get(0))
                .as("time of %d rounds", rounds)
                .isBetween(19_000 * MILLI, 21_500 * MILLI);
    }

    @Test
    void aFileWithoutPicturesIsHeardWithABlackOne() throws Exception {
        Recording song = play(SoundClip.write(folder.resolve("song.m4a"), 0, 3), 2_500 * MILLI);
        assertFollowing(song.sound, MILLI);
        assertThat(song.pictures).hasSize(3);
    }

    @Test
    void aFileWithoutSoundIsSeen() throws Exception {
        CollectingSink sink = new CollectingSink(30);
        Path silent = TestMedia.write(folder.resolve("silent.mkv"), 64, 64, 25, 25);
        MediaSource source = new MediaSource(silent.toString(), Duration.ofSeconds(10), clock);
        assertThat(sink.play(source, VideoSettings.defaults())).hasSize(30);
    }

    private static void assertFollowing(List<AudioFrame> sound, long tolerance) {
        for (int i = 1; i < sound.size(); i++) {
            AudioFrame before = sound.get(i - 1);
            assertThat(sound.get(i).captureTimeNanos())
                    .as("piece %d", i)
                    .isCloseTo(before.captureTimeNanos() + before.durationNanos(), within(tolerance));
        }
    }
}
