package io.github.natcast.streamer.internal.media.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.EncodedUnit;
import io.github.natcast.streamer.MediaOptions;
import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.bitstream.OpusPackets;
import io.github.natcast.streamer.internal.media.ffmpeg.MediaReader;
import io.github.natcast.streamer.internal.media.ffmpeg.PictureSamples;
import io.github.natcast.streamer.internal.media.ffmpeg.TestClip;
import io.github.natcast.streamer.internal.media.ffmpeg.TestDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CopiedSourceTest {
    private static final long START = 7_000_000_000L;
    private static final int PICTURES = 25;

    /** Keeps what comes, up to the last unit that somebody wants: on a clock that leaps, a source does not end. */
    private static final class Units implements MediaSink {
        private final int most;
        private int received;
        final BlockingQueue<EncodedUnit> units = new LinkedBlockingQueue<>();
        final BlockingQueue<AudioFrame> audio = new LinkedBlockingQueue<>();
        final BlockingQueue<byte[]> opus = new LinkedBlockingQueue<>();
        final BlockingQueue<VideoFrame> pictures = new LinkedBlockingQueue<>(1);

        Units(int most) {
            this.most = most;
        }

        @Override
        public void onVideo(VideoFrame frame) {
            if (!pictures.offer(frame)) {
                frame.release();
            }
        }

        @Override
        public void onEncoded(EncodedUnit unit) {
            if (received < most) {
                received++;
                units.add(unit);
            }
        }

        @Override
        public void onAudio(AudioFrame frame) {
            if (received < most) {
                audio.add(frame);
            }
        }

        @Override
        public void onOpus(byte[] packet, long captureTimeNanos) {
            if (received < most) {
                opus.add(packet);
            }
        }

        @Override
        public void onEnd() {}

        @Override
        public void onFailure(MediaSourceException failure) {}

        List<EncodedUnit> take() throws InterruptedException {
            List<EncodedUnit> taken = new ArrayList<>();
            for (int i = 0; i < most; i++) {
                EncodedUnit unit = units.poll(20, TimeUnit.SECONDS);
                assertThat(unit).as("unit %s", i).isNotNull();
                taken.add(unit);
            }
            return taken;
        }
    }

    private static Path clip(Path folder, String name, String encoder) throws Exception {
        return TestClip.at(folder.resolve(name))
                .pictures(encoder, 160, 96, 25, PICTURES)
                .codedWith(context -> context.gop_size(10).max_b_frames(0))
                .tone(440, 1)
                .write();
    }

    private static List<EncodedUnit> play(Path clip, int count) throws Exception {
        Units sink = new Units(count);
        VideoSource source = new CopiedSource(clip.toString(), MediaOptions.defaults(), new FakePlaybackClock(START));
        VideoSource.Playback playback = source.start(VideoSettings.defaults(), sink);
        try {
            return sink.take();
        } finally {
            playback.close();
        }
    }

    /** The encoder is in the GPL natives alone; any FFmpeg decodes what it made. */
    @ParameterizedTest
    @Tag("gpl")
    @CsvSource({"clip.mp4", "clip.mkv", "clip.ts"})
    void unitsOfH265DecodeToTheFilesPictures(String name, @TempDir Path folder) throws Exception {
        unitsDecodeToTheFilesPicturesAndLoopWithoutABreakInTime(name, "libx265", VideoCodec.H265, folder);
    }

    /** When the pictures are shown that a source decodes. */
    private static List<Long> decode(Path clip, int count) throws Exception {
        BlockingQueue<Long> times = new LinkedBlockingQueue<>();
        MediaSink sink = new MediaSink() {
            @Override
            public void onVideo(VideoFrame frame) {
                times.add(frame.captureTimeNanos());
                frame.release();
            }

            @Override
            public void onEnd() {}

            @Override
            public void onFailure(MediaSourceException failure) {}
        };
        VideoSource source = new MediaSource(clip.toString(), MediaOptions.defaults(), new FakePlaybackClock(START));
        List<Long> taken = new ArrayList<>();
        VideoSource.Playback playback = source.start(VideoSettings.defaults(), sink);
        try {
            for (int i = 0; i < count; i++) {
                Long time = times.poll(20, TimeUnit.SECONDS);
                assertThat(time).as("picture %s", i).isNotNull();
                taken.add(time);
            }
        } finally {
            playback.close();
        }
        return taken;
    }

    /** A raw stream has no times: its pictures follow one another at the rate that FFmpeg takes it to have. */
    @Test
    void unitsWithoutTimesAreAPictureApart(@TempDir Path folder) throws Exception {
        Path film = TestClip.at(folder.resolve("film.h264"))
                .pictures("libopenh264", 160, 96, 25, PICTURES)
                .codedWith(context -> context.gop_size(10).max_b_frames(0))
                .write();

        List<EncodedUnit> units = play(film, 3 * PICTURES);
        List<Long> pictures = decode(film, 3 * PICTURES);

        for (int i = 0; i < 3 * PICTURES; i++) {
            assertThat(units.get(i).captureTimeNanos()).as("unit %s", i).isEqualTo(START + i * 40_000_000L);
            assertThat(pictures.get(i)).as("picture %s", i).isEqualTo(START + i * 40_000_000L);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "clip.mp4, libopenh264, H264",
        "clip.mkv, libopenh264, H264",
        "clip.ts, libopenh264, H264",
        "clip.mkv, libvpx, VP8",
        "clip.mp4, libsvtav1, AV1"
    })
    void unitsDecodeToTheFilesPicturesAndLoopWithoutABreakInTime(
            String name, String encoder, VideoCodec codec, @TempDir Path folder) throws Exception {
        Path clip = clip(folder, name, encoder);

        List<EncodedUnit> units = play(clip, 3 * PICTURES);

        assertThat(units.get(0).keyFrame()).isTrue();
        for (int i = 0; i < units.size(); i++) {
            assertThat(units.get(i).codec()).isEqualTo(codec);
            // A round is as long as its audio, whose last packet ends up to 24 ms after the last picture.
            long before = units.get(Math.max(0, i - 1)).captureTimeNanos();
            assertThat(units.get(i).captureTimeNanos() - before)
                    .as("unit %s", i)
                    .isCloseTo(i == 0 ? 0 : 40_000_000L, within(25_000_000L));
        }
        List<byte[]> expected = new ArrayList<>();
        try (MediaReader file = MediaReader.open(clip.toString(), VideoSettings.defaults(), MediaOptions.defaults())) {
            while (file.next()) {
                if (file.isVideo()) {
                    VideoFrame picture = file.picture(0);
                    expected.add(PictureSamples.of(picture));
                    picture.release();
                }
            }
        }
        List<byte[]> actual = new ArrayList<>();
        try (TestDecoder decoder = new TestDecoder(codec)) {
            for (EncodedUnit unit : units.subList(0, PICTURES)) {
                decoder.decode(unit.data()).ifPresent(picture -> actual.add(picture.samples()));
            }
        }
        assertThat(expected).hasSize(PICTURES).allMatch(picture -> picture.length == 160 * 96 * 3 / 2);
        assertThat(actual).hasSizeGreaterThan(PICTURES - 3);
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i)).as("all planes of picture %s", i).isEqualTo(expected.get(i));
        }
    }

    @Test
    void audioThatIsNotOpusIsDecoded(@TempDir Path folder) throws Exception {
        Units sink = new Units(PICTURES);
        VideoSource source = new CopiedSource(
                clip(folder, "clip.mp4", "libopenh264").toString(),
                MediaOptions.defaults(),
                new FakePlaybackClock(START));
        VideoSource.Playback playback = source.start(VideoSettings.defaults(), sink);
        try {
            sink.take();
            AudioFrame frame = sink.audio.poll(20, TimeUnit.SECONDS);
            assertThat(frame).isNotNull();
            assertThat(frame.sampleRate()).isEqualTo(48_000);
            assertThat(frame.captureTimeNanos()).isCloseTo(START, within(60_000_000L));
        } finally {
            playback.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2.5, 96000, true",
        "5, 96000, true",
        "10, 96000, false",
        "60, 96000, false",
        "120, 96000, true",
        "60, 450000, true"
    })
    void opusInPacketsThatWebRtcDoesNotSendIsDecoded(String millis, int bitrate, boolean decoded, @TempDir Path folder)
            throws Exception {
        Units sink = new Units(3 * PICTURES);
        Path clip = TestClip.at(folder.resolve("clip.mkv"))
                .pictures("libopenh264", 160, 96, 25, PICTURES)
                .codedWith(context -> context.gop_size(10).max_b_frames(0))
                .audio(48_000, 1, position -> 0.5 * Math.sin(2 * Math.PI * 440 * position / 48_000))
                .opus(millis, bitrate)
                .write();
        VideoSource source = new CopiedSource(clip.toString(), MediaOptions.defaults(), new FakePlaybackClock(START));
        VideoSource.Playback playback = source.start(VideoSettings.defaults(), sink);
        try {
            sink.take(); // also after the file has begun again
        } finally {
            playback.close();
        }
        long heard = sink.audio.stream().mapToLong(AudioFrame::durationNanos).sum();
        long sent = sink.opus.stream().mapToLong(OpusPackets::durationNanos).sum();
        long shown = 3 * PICTURES * 40_000_000L;
        assertThat(decoded ? heard : sent).isBetween(shown - 700_000_000L, shown + 400_000_000L);
        assertThat(decoded ? sent : heard).isZero();
        if (decoded) {
            assertThat(loudness(sink.audio)).isCloseTo(0.5 / Math.sqrt(2), within(0.05));
        }
    }

    /** The root of the mean square of the samples. */
    private static double loudness(Collection<AudioFrame> frames) {
        double sum = 0;
        long count = 0;
        for (AudioFrame frame : frames) {
            for (float sample : frame.samples()) {
                sum += sample * sample;
                count++;
            }
        }
        return Math.sqrt(sum / count);
    }

    @Test
    void whatWebRtcCannotSendIsDecoded(@TempDir Path folder) throws Exception {
        Units sink = new Units(1);
        VideoSource source = new CopiedSource(
                clip(folder, "clip.mkv", "mpeg4").toString(), MediaOptions.defaults(), new FakePlaybackClock(START));
        VideoSource.Playback playback = source.start(VideoSettings.defaults(), sink);
        try {
            VideoFrame picture = sink.pictures.poll(20, TimeUnit.SECONDS);
            assertThat(picture).isNotNull();
            picture.release();
        } finally {
            playback.close();
        }
    }
}
