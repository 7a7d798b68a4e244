package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.ffmpeg.FlashClip;
import io.github.natcast.streamer.internal.media.source.ClockedMedia;
import io.github.natcast.streamer.internal.media.source.PlaybackClock;
import io.github.natcast.streamer.longrun.LiveProgram;
import io.github.natcast.streamer.longrun.LongRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * One accelerated program in a process of its own: prints readings on standard error from time to time, and its
 * findings on standard output.
 */
final class AcceleratedProgram {
    /** What plays, and its share of the hours. */
    enum Kind {
        /** The video ends after the audio, and neither is a whole number of the audio encoder's frames. */
        LOOPED_CLIP(1),
        LOOPED_CLIP_VP8(1.0 / 4),
        /** The audio device's clock is too fast. */
        LIVE_SOUND_FAST(1.0 / 8),
        LIVE_SOUND_SLOW(1.0 / 8),
        LIVE_JITTER(1.0 / 8);

        final double share;

        Kind(double share) {
            this.share = share;
        }

        Function<PlaybackClock, VideoSource> source(Path clip) {
            return switch (this) {
                case LOOPED_CLIP, LOOPED_CLIP_VP8 -> clock -> ClockedMedia.file(clip.toString(), clock);
                case LIVE_SOUND_FAST -> clock -> new LiveProgram(clock, 1.001, 0);
                case LIVE_SOUND_SLOW -> clock -> new LiveProgram(clock, 0.999, 0);
                case LIVE_JITTER -> clock -> new LiveProgram(clock, 1, 10_000_000);
            };
        }

        /** Continuous for the clip, so that every frame is sent; with pauses for the others. */
        AudioSettings audio() {
            return AudioSettings.defaults().withDiscontinuousTransmission(!isLooped());
        }

        boolean isLooped() {
            return this == LOOPED_CLIP || this == LOOPED_CLIP_VP8;
        }

        EncodingFormat format() {
            return EncodingFormat.of(this == LOOPED_CLIP_VP8 ? VideoCodec.VP8 : VideoCodec.H264);
        }
    }

    private static final int READINGS = 48;
    private static final long GUEST_NANOS = 10_000_000_000L;

    private AcceleratedProgram() {}

    public static void main(String[] arguments) throws Exception {
        Kind kind = Kind.valueOf(arguments[0]);
        Duration media = Duration.ofSeconds(Math.round(Double.parseDouble(arguments[1]) * 3600));
        Path folder = Files.createTempDirectory("natcast-hours");
        Path clip = FlashClip.write(folder.resolve("flash.mp4"), 183, 7.3);
        AcceleratedReadings readings = new AcceleratedReadings(kind, media);
        LongRun run = new LongRun(media, kind.source(clip), kind.format(), kind.audio());
        try (run) {
            play(run, media, readings);
        } finally {
            Files.deleteIfExists(clip);
            Files.deleteIfExists(folder);
        }
        readings.findings(run).forEach(finding -> System.out.println(finding.line()));
        System.exit(0);
    }

    private static void play(LongRun run, Duration media, AcceleratedReadings readings) throws Exception {
        long nextGuest = 0;
        int reading = 1;
        boolean over = false;
        while (!over) {
            over = run.awaitEnd(2);
            for (; nextGuest < run.mediaNanos(); nextGuest += GUEST_NANOS) {
                run.changeGuests();
            }
            // Not at the very end: by then the source's thread has gone.
            if (!over && run.mediaNanos() >= media.toNanos() / READINGS * reading) {
                reading++;
                readings.add(run);
            }
        }
    }
}
