package io.github.natcast.streamer;

import java.util.Optional;

/**
 * The picture that all viewers get. Immutable.
 *
 * @param width pixels, even, 32 to 7680; sources of another size are scaled, keeping their aspect ratio
 * @param height pixels, even, 32 to 4320
 * @param framesPerSecond the most frames encoded in a second, 1 to 120; a slower source stays as slow as it is
 * @param bitrate the target of each encoding in bits per second, 50 000 to 200 000 000
 * @param encoder FFmpeg's name of the encoder that must be used; when empty, the best one that opens is taken
 * @param timecode whether the time of capture is painted into the picture's top left corner, for machines to read: a row
 *     of 32 white (1) or black (0) squares, each width/80 pixels wide; 1010, 24 bits of wall-clock milliseconds mod
 *     2^24, 4 bits that are the XOR of these six nibbles
 */
public record VideoSettings(
        int width, int height, int framesPerSecond, int bitrate, Optional<String> encoder, boolean timecode) {
    private static final VideoSettings DEFAULTS = new VideoSettings(1280, 720, 25, 2_000_000, Optional.empty(), false);

    public VideoSettings {
        requireDimension("width", width, 7680);
        requireDimension("height", height, 4320);
        requireRange("framesPerSecond", framesPerSecond, 1, 120);
        requireRange("bitrate", bitrate, 50_000, 200_000_000);
    }

    /** 1280x720, 25 frames per second, 2 Mbit/s, any encoder. */
    public static VideoSettings defaults() {
        return DEFAULTS;
    }

    public VideoSettings withSize(int newWidth, int newHeight) {
        return new VideoSettings(newWidth, newHeight, framesPerSecond, bitrate, encoder, timecode);
    }

    public VideoSettings withFramesPerSecond(int newFramesPerSecond) {
        return new VideoSettings(width, height, newFramesPerSecond, bitrate, encoder, timecode);
    }

    /** In bits per second. */
    public VideoSettings withBitrate(int newBitrate) {
        return new VideoSettings(width, height, framesPerSecond, newBitrate, encoder, timecode);
    }

    /** FFmpeg's name, such as {@code h264_nvenc}. */
    public VideoSettings withEncoder(String name) {
        return new VideoSettings(width, height, framesPerSecond, bitrate, Optional.of(name), timecode);
    }

    public VideoSettings withTimecode(boolean painted) {
        return new VideoSettings(width, height, framesPerSecond, bitrate, encoder, painted);
    }

    /** Nanoseconds from one frame to the next. */
    public long frameIntervalNanos() {
        return 1_000_000_000L / framesPerSecond;
    }

    private static void requireDimension(String name, int value, int maximum) {
        requireRange(name, value, 32, maximum);
        if (value % 2 != 0) {
            throw new IllegalArgumentException(
                    name + " " + value + " must be even: video is encoded in blocks of 2x2 pixels");
        }
    }

    private static void requireRange(String name, int value, int minimum, int maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(name + " " + value + " must be " + minimum + " to " + maximum);
        }
    }
}
