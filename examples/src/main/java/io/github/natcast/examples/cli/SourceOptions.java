package io.github.natcast.examples.cli;

import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.RawVideoSource;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.VideoSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is shown. */
final class SourceOptions {
    private static final String STANDARD_INPUT = "-";

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description = "A file, which is looped; a URL (rtsp, http and others); a device as FORMAT:NAME, such as"
                    + " v4l2:/dev/video0, x11grab::0.0 or alsa:default; or - for raw pictures on standard "
                    + "input. Without it, a test"
                    + " pattern is shown.")
    private @Nullable String source;

    @Option(
            names = "--pixel-format",
            paramLabel = "FORMAT",
            description = "Of --source -: one of ${COMPLETION-CANDIDATES}, without padding. I420 unless set.")
    private @Nullable PixelFormat pixelFormat;

    @Option(
            names = "--source-size",
            paramLabel = "WxH",
            converter = PictureOptions.SizeConverter.class,
            description = "Of --source -: the size of its pictures; that of --size unless set.")
    private PictureOptions.@Nullable Size sourceSize;

    @Option(
            names = "--copy",
            description = "Sends the pictures of --source as they are encoded (H.264, H.265, VP8 or AV1), and audio in"
                    + " Opus: nothing is encoded again, except for viewers who cannot play it.")
    private boolean copy;

    @Option(
            names = "--standby",
            paramLabel = "FILE",
            description =
                    "Shown until the source has its first picture, and whenever it ends, fails or is silent for two"
                            + " seconds. For --source - a test pattern unless set.")
    private @Nullable String standby;

    void applyTo(StreamerBuilder builder, PictureOptions picture) throws UserException {
        boolean raw = STANDARD_INPUT.equals(source);
        if (!raw && (pixelFormat != null || sourceSize != null)) {
            throw new UserException((pixelFormat != null ? "--pixel-format" : "--source-size")
                    + " describes the pictures on standard input; it goes with --source -");
        }
        if (copy && (raw || source == null)) {
            throw new UserException("--copy sends what a source has encoded; it goes with --source and a file or a URL,"
                    + (raw ? " not with raw pictures on standard input" : " not with the test pattern"));
        }
        if (raw) {
            builder.source(standardInput(picture));
        } else if (source != null) {
            builder.source(copy ? VideoSource.copied(source) : VideoSource.media(source));
        }
        if (standby != null) {
            builder.standby(VideoSource.media(standby));
        } else if (raw) {
            // A pipe can be played once only, so it cannot be its own standby.
            builder.standby(VideoSource.testPattern());
        }
    }

    private VideoSource standardInput(PictureOptions picture) throws UserException {
        PictureOptions.Size size = sourceSize == null ? picture.size() : sourceSize;
        try {
            return new RawVideoSource(
                    "standard input",
                    System.in,
                    pixelFormat == null ? PixelFormat.I420 : pixelFormat,
                    size.width(),
                    size.height(),
                    picture.framesPerSecond());
        } catch (IllegalArgumentException e) {
            throw new UserException("--source -: " + e.getMessage(), e);
        }
    }
}
