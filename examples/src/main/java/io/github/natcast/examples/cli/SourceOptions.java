package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.MediaOptions;
import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.RawVideoSource;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.VideoSource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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
                    + " pictures and audio from another process, which connects there (docs/frame-socket.md);"
                    + " whep:URL for what another natcast or a media server streams by WHEP, which is sent on as it is"
                    + " (docs/sources.md); pipe:0"
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
            names = "--copy",
            description = "Sends the pictures of --source as they are encoded (H.264, H.265, VP8 or AV1), and audio in"
                    + " Opus: nothing is encoded again, except for viewers who cannot play it.")
    private boolean copy;

    @Option(
            names = "--standby",
            paramLabel = "FILE",
            description =
                    "Shown until the source has its first picture, and whenever it ends, fails or is silent for two"
                            + " seconds. For --source -, frames:, whep: and pipe: a test pattern unless set.")
    private @Nullable String standby;

    @Option(
            names = "--source-token-file",
            paramLabel = "FILE",
            description =
                    "Of --source whep:URL: a file whose first line is sent as bearer token. It is read before every"
                            + " request.")
    private @Nullable Path sourceTokenFile;

    @Option(names = "--no-loop", description = "Of a file as --source: it is played once, then the standby is shown.")
    private boolean withoutLoop;

    @Option(
            names = "--rtsp-transport",
            paramLabel = "TRANSPORT",
            description = "Of --source rtsp://…: what the pictures come through, ${COMPLETION-CANDIDATES}; TCP unless"
                    + " set.")
    private MediaOptions.@Nullable RtspTransport rtspTransport;

    @Option(
            names = "--source-option",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            paramLabel = "KEY=VALUE",
            description =
                    "Of --source: an option of FFmpeg's protocol or format, such as probesize=500000. May be given"
                            + " several times.")
    private Map<String, String> sourceOptions = new LinkedHashMap<>();

    void applyTo(StreamerBuilder builder, PictureOptions picture) throws UserException {
        boolean raw = STANDARD_INPUT.equals(source);
        if (!raw && (pixelFormat != null || sourceSize != null)) {
            throw new UserException((pixelFormat != null ? "--pixel-format" : "--source-size")
                    + " describes the pictures on standard input; it goes with --source -");
        }
        boolean frames = source != null && source.startsWith(FRAMES);
        boolean whep = source != null && WhepLocation.is(source);
        if (sourceTokenFile != null && !whep) {
            throw new UserException(
                    "--source-token-file is for a server that asks for one; it goes with --source" + " whep:URL");
        }
        if ((raw || frames || whep) && !givenMediaOptions().isEmpty()) {
            throw new UserException(
                    givenMediaOptions() + " describes a file, a URL or a device, not --source " + source);
        }
        if (copy && (raw || frames || source == null)) {
            throw new UserException("--copy sends what a source has encoded; it goes with --source and a file or a URL,"
                    + (source == null ? " not with the test pattern" : " not with raw pictures from " + source));
        }
        given(picture).ifPresent(builder::source);
        if (standby != null) {
            builder.standby(VideoSource.media(standby));
        } else if (raw || frames || whep || (source != null && source.startsWith(PIPE))) {
            // A pipe can be played once only; a frame socket is silent at first, a server may be: none is its own
            // standby.
            builder.standby(VideoSource.testPattern());
        }
    }

    /** What can be shown in place of another source; empty for standard input, which is read once. */
    Optional<VideoSource> again(PictureOptions picture) throws UserException {
        boolean once = STANDARD_INPUT.equals(source) || (source != null && source.startsWith(PIPE));
        return once ? Optional.empty() : given(picture).or(() -> Optional.of(VideoSource.testPattern()));
    }

    /** Empty for the test pattern. */
    private Optional<VideoSource> given(PictureOptions picture) throws UserException {
        if (source == null) {
            if (!givenMediaOptions().isEmpty()) {
                throw new UserException(
                        givenMediaOptions() + " describes a file, a URL or a device; it goes with --source");
            }
            return Optional.empty();
        }
        if (source.equals(STANDARD_INPUT)) {
            return Optional.of(standardInput(picture));
        }
        if (WhepLocation.is(source)) {
            return Optional.of(whep(source));
        }
        return Optional.of(source.startsWith(FRAMES) ? frames(source) : media(source));
    }

    private static VideoSource frames(String source) throws UserException {
        try {
            return VideoSource.frames(source.substring(FRAMES.length()));
        } catch (IllegalArgumentException e) {
            throw new UserException("--source " + source + ": " + e.getMessage(), e);
        }
    }

    private VideoSource whep(String source) throws UserException {
        try {
            return WhepLocation.source(source, Optional.ofNullable(sourceTokenFile));
        } catch (IllegalArgumentException e) {
            throw new UserException(e);
        }
    }

    /** The first of the options that {@link #media} reads; empty when none is given. */
    private String givenMediaOptions() {
        if (withoutLoop) {
            return "--no-loop";
        }
        if (rtspTransport != null) {
            return "--rtsp-transport";
        }
        return sourceOptions.isEmpty() ? "" : "--source-option";
    }

    private VideoSource media(String location) throws UserException {
        try {
            MediaOptions options = withoutLoop ? MediaOptions.defaults().withoutLoop() : MediaOptions.defaults();
            if (rtspTransport != null) {
                options = options.withRtspTransport(rtspTransport);
            }
            for (Map.Entry<String, String> option : sourceOptions.entrySet()) {
                options = options.withOption(option.getKey(), option.getValue());
            }
            return copy ? VideoSource.copied(location, options) : VideoSource.media(location, options);
        } catch (IllegalArgumentException e) {
            throw new UserException(e);
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
