package io.github.natcast.streamer;

import java.util.List;
import java.util.Optional;

/**
 * Settings of the video that all viewers receive.
 *
 * <pre>{@code
 * VideoSettings video = VideoSettings.defaults().withSize(1920, 1080).withBitrate(4_000_000);
 * }</pre>
 *
 * <p>Immutable. The constructor throws an {@link IllegalArgumentException} when a value is out of its range; the
 * message names the value and the range.
 *
 * @param width in pixels, even, 32 to 7680; sources of another size are scaled and keep their aspect ratio
 * @param height in pixels, even, 32 to 4320
 * @param framesPerSecond the maximum frame rate, 1 to 120 frames per second; a slower source keeps its own rate
 * @param bitrate the target of the full rendition in bits per second, 50 000 to 200 000 000
 * @param minimumBitrate the least target that the smallest rendition is lowered to for a path that carries no more, in
 *     bits per second, 50 000 to 200 000 000; the bitrate where that is less
 * @param renditions how many encodings of one codec there are at most, 1 to 3, each smaller than the one before. Each
 *     is encoded only while a viewer needs it
 * @param adaptation whether each viewer is sent what its path can carry. Without it there is one rendition, at a
 *     constant target
 * @param encoder FFmpeg's name of the encoder to use; when empty, the streamer uses the best one that opens
 * @param h264Profile the profile to prefer where an offer accepts both; viewers that offer only the other one receive
 *     that
 * @param timecode whether the capture time is painted into the top left corner of each picture in a machine-readable
 *     form: a row of 32 white (1) or black (0) squares, each width/80 pixels wide. The bits are 1010, then 24 bits of
 *     wall-clock milliseconds modulo 2^24, then 4 bits that are the XOR of those six nibbles
 */
public record VideoSettings(
        int width,
        int height,
        int framesPerSecond,
        int bitrate,
        int minimumBitrate,
        int renditions,
        boolean adaptation,
        Optional<String> encoder,
        H264Profile h264Profile,
        boolean timecode) {
    private static final String ANY_ENCODER = "leave it out for the best one that opens";
    private static final int LEAST_BITRATE = 50_000;
    private static final int MOST_BITRATE = 200_000_000;

    private static final VideoSettings DEFAULTS = new VideoSettings(
            1280, 720, 25, 2_000_000, 150_000, 3, true, Optional.empty(), H264Profile.CONSTRAINED_BASELINE, false);

    public VideoSettings {
        requireDimension("width", width, 7680);
        requireDimension("height", height, 4320);
        Checks.requireRange("framesPerSecond", framesPerSecond, 1, 120);
        Checks.requireRange("bitrate", bitrate, LEAST_BITRATE, MOST_BITRATE);
        Checks.requireRange("minimumBitrate", minimumBitrate, LEAST_BITRATE, MOST_BITRATE);
        Checks.requireRange("renditions", renditions, 1, 3);
        Checks.given("h264Profile", h264Profile, "write H264Profile.CONSTRAINED_BASELINE for the usual one");
        Checks.given("encoder", encoder, ANY_ENCODER).ifPresent(name -> Checks.notBlank("encoder", name, ANY_ENCODER));
    }

    /**
     * The default settings: 1280x720, 25 frames per second, 2 Mbit/s in three renditions, the smallest of which may go
     * down to 150 kbit/s, any encoder, H.264 constrained baseline.
     */
    public static VideoSettings defaults() {
        return DEFAULTS;
    }

    /**
     * These settings with another picture size.
     *
     * @param newWidth in pixels, even, 32 to 7680
     * @param newHeight in pixels, even, 32 to 4320
     * @throws IllegalArgumentException when a side is odd or out of its range
     */
    public VideoSettings withSize(int newWidth, int newHeight) {
        return new VideoSettings(
                newWidth,
                newHeight,
                framesPerSecond,
                bitrate,
                minimumBitrate,
                renditions,
                adaptation,
                encoder,
                h264Profile,
                timecode);
    }

    /**
     * These settings with another maximum frame rate.
     *
     * @param newFramesPerSecond 1 to 120
     * @throws IllegalArgumentException when it is out of its range
     */
    public VideoSettings withFramesPerSecond(int newFramesPerSecond) {
        return new VideoSettings(
                width,
                height,
                newFramesPerSecond,
                bitrate,
                minimumBitrate,
                renditions,
                adaptation,
                encoder,
                h264Profile,
                timecode);
    }

    /**
     * These settings with another bitrate.
     *
     * @param newBitrate the target of the full rendition in bits per second, 50 000 to 200 000 000
     * @throws IllegalArgumentException when it is out of its range
     */
    public VideoSettings withBitrate(int newBitrate) {
        return new VideoSettings(
                width,
                height,
                framesPerSecond,
                newBitrate,
                minimumBitrate,
                renditions,
                adaptation,
                encoder,
                h264Profile,
                timecode);
    }

    /**
     * These settings with another least target of the smallest rendition. A rendition that would be below it is left
     * out.
     *
     * @param newMinimumBitrate in bits per second, 50 000 to 200 000 000
     * @throws IllegalArgumentException when it is out of its range
     */
    public VideoSettings withMinimumBitrate(int newMinimumBitrate) {
        return new VideoSettings(
                width,
                height,
                framesPerSecond,
                bitrate,
                newMinimumBitrate,
                renditions,
                adaptation,
                encoder,
                h264Profile,
                timecode);
    }

    /**
     * These settings with another maximum of renditions. With 1, the one encoding's own target follows the viewer with
     * the poorest path.
     *
     * @param maximum 1 to 3
     * @throws IllegalArgumentException when it is out of its range
     */
    public VideoSettings withRenditions(int maximum) {
        return new VideoSettings(
                width,
                height,
                framesPerSecond,
                bitrate,
                minimumBitrate,
                maximum,
                adaptation,
                encoder,
                h264Profile,
                timecode);
    }

    /** These settings with or without adaptation to each viewer's path; without it there is one constant rendition. */
    public VideoSettings withAdaptation(boolean adapting) {
        return new VideoSettings(
                width,
                height,
                framesPerSecond,
                bitrate,
                minimumBitrate,
                renditions,
                adapting,
                encoder,
                h264Profile,
                timecode);
    }

    /**
     * These settings with one encoder that must be used; starting fails when it does not open.
     *
     * @param name FFmpeg's name of the encoder, such as {@code h264_nvenc}
     */
    public VideoSettings withEncoder(String name) {
        return new VideoSettings(
                width,
                height,
                framesPerSecond,
                bitrate,
                minimumBitrate,
                renditions,
                adaptation,
                Optional.of(Checks.given("encoder", name, ANY_ENCODER)),
                h264Profile,
                timecode);
    }

    /**
     * These settings with another preferred profile of H.264. {@link H264Profile#MAIN} gives better quality at the same
     * bitrate and takes more processor time.
     */
    public VideoSettings withH264Profile(H264Profile preferred) {
        return new VideoSettings(
                width,
                height,
                framesPerSecond,
                bitrate,
                minimumBitrate,
                renditions,
                adaptation,
                encoder,
                preferred,
                timecode);
    }

    /** These settings with the machine-readable capture time painted into each picture, or without it. */
    public VideoSettings withTimecode(boolean painted) {
        return new VideoSettings(
                width,
                height,
                framesPerSecond,
                bitrate,
                minimumBitrate,
                renditions,
                adaptation,
                encoder,
                h264Profile,
                painted);
    }

    /**
     * The renditions in which the video may be encoded, the full one first. The smaller ones have about 45 % and 18 %
     * of its bitrate and two thirds and two fifths of its sides. One whose bitrate would be below
     * {@link #minimumBitrate} is left out.
     */
    public List<Rendition> ladder() {
        return RenditionLadder.of(this);
    }

    /** The shortest interval between two encoded frames, in nanoseconds. */
    public long frameIntervalNanos() {
        return 1_000_000_000L / framesPerSecond;
    }

    private static void requireDimension(String name, int value, int maximum) {
        Checks.requireRange(name, value, 32, maximum);
        if (value % 2 != 0) {
            throw new IllegalArgumentException(
                    name + " " + value + " must be even: video is encoded in blocks of 2x2 pixels");
        }
    }
}
