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
 * @param h264Profile what is preferred where an offer leaves the choice; the other is encoded for those who offer
 *     nothing else
 * @param timecode whether the time of capture is painted into the picture's top left corner, for machines to read: a
 *     row of 32 white (1) or black (0) squares, each width/80 pixels wide; 1010, 24 bits of wall-clock milliseconds mod
 *     2^24, 4 bits that are the XOR of these six nibbles
 */
public record VideoSettings(
        int width,
        int height,
        int framesPerSecond,
        int bitrate,
        Optional<String> encoder,
        H264Profile h264Profile,
        boolean timecode) {
    private static final VideoSettings DEFAULTS =
            new VideoSettings(1280, 720, 25, 2_000_000, Optional.empty(), H264Profile.CONSTRAINED_BASELINE, false);

    public VideoSettings {
        requireDimension("width", width, 7680);
        requireDimension("height", height, 4320);
        requireRange("framesPerSecond", framesPerSecond, 1, 120);
        requireRange("bitrate", bitrate, 50_000, 200_000_000);
    }

    /** 1280x720, 25 frames per second, 2 Mbit/s, any encoder, H.264 in constrained baseline. */
    public static VideoSettings defaults() {
        return DEFAULTS;
    }

    public VideoSettings withSize(int newWidth, int newHeight) {
        return new VideoSettings(newWidth, newHeight, framesPerSecond, bitrate, encoder, h264Profile, timecode);
    }

    public VideoSettings withFramesPerSecond(int newFramesPerSecond) {
        return new VideoSettings(width, height, newFramesPerSecond, bitrate, encoder, h264Profile, timecode);
    }

    /** In bits per second. */
    public VideoSettings withBitrate(int newBitrate) {
        return new VideoSettings(width, height, framesPerSecond, newBitrate, encoder, h264Profile, timecode);
    }

    /** FFmpeg's name, such as {@code h264_nvenc}. */
    public VideoSettings withEncoder(String name) {
        return new VideoSettings(width, height, framesPerSecond, bitrate, Optional.of(name), h264Profile, timecode);
    }

    /** {@link H264Profile#MAIN} gives a better picture at the same bitrate, for more processor time. */
    public VideoSettings withH264Profile(H264Profile preferred) {
        return new VideoSettings(width, height, framesPerSecond, bitrate, encoder, preferred, timecode);
    }

    public VideoSettings withTimecode(boolean painted) {
        return new VideoSettings(width, height, framesPerSecond, bitrate, encoder, h264Profile, painted);
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
