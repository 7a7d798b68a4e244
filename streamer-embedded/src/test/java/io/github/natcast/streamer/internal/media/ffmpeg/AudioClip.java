package io.github.natcast.streamer.internal.media.ffmpeg;

import io.github.natcast.streamer.VideoFrame;
import java.nio.file.Path;

/** Writes clips with audio: 160x90 MPEG-4 pictures at 25 per second and AAC, 44.1 kHz stereo. */
public final class AudioClip {
    public static final int SAMPLE_RATE = 44_100;
    public static final double AMPLITUDE = 0.5;
    public static final int WIDTH = 160;
    public static final int HEIGHT = 90;

    /** What a clip shows and plays. */
    public interface Content {
        /** Of {@link #WIDTH} by {@link #HEIGHT}. */
        VideoFrame picture(int number);

        /** From -1 to 1; the same on both sides. */
        double sample(long position);
    }

    /** A moving bar and a 440 Hz tone. */
    private static final Content BAR_AND_TONE = new Content() {
        @Override
        public VideoFrame picture(int number) {
            return TestPictures.i420(WIDTH, HEIGHT, number, 0);
        }

        @Override
        public double sample(long position) {
            return AMPLITUDE * Math.sin(2 * Math.PI * 440 * position / SAMPLE_RATE);
        }
    };

    private static final int RATE = 25;
    private static final int BITRATE = 200_000;

    private AudioClip() {}

    /** No pictures when {@code pictures} is 0; {@code seconds} of audio. */
    public static Path write(Path file, int pictures, double seconds) throws Exception {
        return write(file, pictures, seconds, BAR_AND_TONE);
    }

    public static Path write(Path file, int pictures, double seconds, Content content) throws Exception {
        TestClip clip = TestClip.at(file).audio(SAMPLE_RATE, seconds, content::sample);
        if (pictures > 0) {
            clip.pictures("mpeg4", WIDTH, HEIGHT, RATE, pictures)
                    .drawnBy(content::picture)
                    .codedWith(context -> context.bit_rate(BITRATE));
        }
        return clip.write();
    }
}
