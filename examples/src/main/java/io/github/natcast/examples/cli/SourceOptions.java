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
    private static final String FRAMES = "frames:";
    /** FFmpeg's name of standard input. */
    private static final String PIPE = "pipe:";

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description = "A file, which is looped; a URL (rtsp, http and others); a device as FORMAT:NAME, such as"
                    + " v4l2:/dev/video0, x11grab::0.0 or alsa:default; frames:PATH or frames:tcp:HOST:PORT for"
                    + " pictures and audio from another process, which connects there (docs/frame-socket.md); pipe:0"
                    + " for a stream with its own format on standard input, such as NUT or Matroska; or - for raw"
                    + " pictures on standard input. Without it, a test pattern is shown.")
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
            names = "--standby",
            paramLabel = "FILE",
            description =
                    "Shown until the source has its first picture, and whenever it ends, fails or is silent for two"
                            + " seconds. For --source -, frames: and pipe: a test pattern unless set.")
    private @Nullable String standby;

    void applyTo(StreamerBuilder builder, PictureOptions picture) throws UserException {
        boolean raw = STANDARD_INPUT.equals(source);
        if (!raw && (pixelFormat != null || sourceSize != null)) {
            throw new UserException((pixelFormat != null ? "--pixel-format" : "--source-size")
                    + " describes the pictures on standard input; it goes with --source -");
        }
        boolean frames = source != null && source.startsWith(FRAMES);
        if (raw) {
            builder.source(standardInput(picture));
        } else if (source != null && frames) {
            builder.source(frames(source));
        } else if (source != null) {
            builder.source(VideoSource.media(source));
        }
        if (standby != null) {
            builder.standby(VideoSource.media(standby));
        } else if (raw || frames || (source != null && source.startsWith(PIPE))) {
            // A pipe can be played once only, and a frame socket is silent at first: neither is its own standby.
            builder.standby(VideoSource.testPattern());
        }
    }

    private static VideoSource frames(String source) throws UserException {
        try {
            return VideoSource.frames(source.substring(FRAMES.length()));
        } catch (IllegalArgumentException e) {
            throw new UserException("--source " + source + ": " + e.getMessage(), e);
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
