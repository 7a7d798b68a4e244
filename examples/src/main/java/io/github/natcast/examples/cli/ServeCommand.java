package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.config.Configurable;
import io.github.natcast.examples.cli.config.Layers;
import io.github.natcast.examples.cli.console.ProgressThread;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** {@code natcast serve}: a picture source in, browsers out. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description = {
            "Shows a test pattern, a file or a stream to browsers.",
            "When everything is warm it prints one line, \"ready http://…/\"; Ctrl-C ends every viewer and stops."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  natcast serve",
            "  natcast serve --config natcast.toml",
            "  natcast serve --source film.mp4 --size 1920x1080 --bitrate 4M",
            "  natcast serve --source rtsp://camera.local/stream --standby clip.mp4",
            "  natcast serve --source frames:/run/user/1000/avatar",
            "  ffmpeg -i INPUT -c copy -f nut - | natcast serve --source pipe:0",
            "  natcast serve --public-address 51.161.209.200:10111",
            "  natcast serve --ice-servers '[{\"urls\":\"stun:stun.example.org:3478\"}]'",
            "  natcast serve --stun stun.example.org:3478 --stun stun.example.net:3478",
            "  natcast serve --publish https://media.example.org/live/whip"
        })
final class ServeCommand implements Callable<Integer>, Configurable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ServeCommand.class);

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @SuppressWarnings("UnusedVariable") // Layers asks what was parsed
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Take what no flag and no variable NATCAST_… says from this file, a natcast.toml"
                    + " (docs/configuration.md); it is read again on SIGHUP. No file is read unless it is named, here"
                    + " or by the variable NATCAST_CONFIG.")
    private @Nullable Path config;

    @Mixin
    private SourceOptions source;

    @Mixin
    private ChannelOptions channels = new ChannelOptions();

    @Mixin
    private PictureOptions picture;

    @Option(
            names = "--codecs",
            paramLabel = "CODEC",
            split = ",",
            defaultValue = "h264,vp8",
            description = "What browsers may be sent, the best first: ${COMPLETION-CANDIDATES}. Each is encoded while"
                    + " somebody needs it.")
    private List<VideoCodec> codecs = new ArrayList<>();

    @Option(
            names = "--h264-profile",
            paramLabel = "PROFILE",
            defaultValue = "baseline",
            converter = ProfileConverter.class,
            description =
                    "The profile of H.264 to prefer, baseline (constrained) or main: main gives a better picture at"
                            + " the same rate for more processor time. Browsers that offer one alone get that one.")
    private H264Profile h264Profile;

    @Option(
            names = "--encoder",
            paramLabel = "NAME",
            description =
                    "FFmpeg's name of the encoder to use, such as libopenh264; it is an error when it does not open."
                            + " Without it the first GPU encoder that opens is used, else a software one.")
    private @Nullable String encoder;

    @Option(
            names = "--low-delay",
            description = "Ask browsers to show each picture at once: the least delay, uneven on a jittery path.")
    private boolean lowDelay;

    @Option(
            names = "--timecode",
            description = "Paint the time of capture into the picture's corner, for machines that measure the delay.")
    private boolean timecode;

    @Option(names = "--no-audio", description = "Send pictures alone. Otherwise there is the source's sound as Opus.")
    private boolean withoutAudio;

    @Option(
            names = "--no-segmentation",
            description = "Give the kernel each packet by itself, also where it can take several at once.")
    private boolean withoutSegmentation;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private PublishOptions publishing = new PublishOptions();

    @Mixin
    private SecurityOptions security;

    @Mixin
    private FailureOptions failure;

    @Mixin
    private LogOptions log;

    @Override
    public Integer call() throws UserException {
        ParseResult given = spec.commandLine().getParseResult();
        Configured configured = Configured.by(given, System.getenv());
        return configured.command().serve(spec.commandLine().getOut(), streamer -> {
            if (given.hasMatchedOption("--token")) {
                LOGGER.warn(
                        "--token can be read in the list of processes; write it into a file for --token-file, or into"
                                + " {}",
                        AccessOptions.TOKEN_VARIABLE);
            }
            if (configured.layers().hasFile()) {
                Reload reload = new Reload(streamer, configured, () -> Configured.by(given, System.getenv()));
                HangUp.handle(reload::run);
            }
        });
    }

    @Override
    public Layers configured(ParseResult flags, Map<String, String> environment) throws UserException {
        return Configured.by(flags, environment).layers();
    }

    ChannelOptions channels() {
        return channels;
    }

    /** Where the channel live is published to. */
    PublishTargets targets() {
        return publishing.targets();
    }

    /** Those of all channels. */
    List<PublishTargets> allTargets() {
        return Stream.concat(
                        Stream.of(publishing.targets()),
                        channels.byName().values().stream().map(ChannelOption::publications))
                .toList();
    }

    private int serve(PrintWriter out, Consumer<Streamer> whenRunning) throws UserException {
        log.apply();
        NameCache.shorten();
        Streamer streamer = streamer();
        Thread ending = new Thread(new Ending(streamer, failure.draining())::run, "natcast-shutdown");
        ProgressThread progress = log.progress(out);
        try {
            Map<String, ChannelSettings> others = others();
            for (PublishTargets targets : allTargets()) {
                targets.check();
                targets.warnings().forEach(LOGGER::warn);
            }
            streamer.start();
            ChannelOptions.open(streamer, others);
            Runtime.getRuntime().addShutdownHook(ending);
            publishing.targets().apply(streamer::publish);
            for (ChannelOption channel : channels.byName().values()) {
                channel.publications().apply(streamer.channel(channel.name()).orElseThrow()::publish);
            }
            progress.close();
            whenRunning.accept(streamer);
            out.println("ready " + streamer.address());
            PublicUrl.lines(streamer.address(), network.publicHosts(), network.publicHttpPort())
                    .forEach(out::println);
            out.flush();
            // SIGINT and SIGTERM run the hook; the process ends when the hook has returned.
            new CountDownLatch(1).await();
        } catch (StreamerException e) {
            throw new UserException(e);
        } catch (InterruptedException e) {
            Runtime.getRuntime().removeShutdownHook(ending);
            Thread.currentThread().interrupt();
        } finally {
            progress.close();
            streamer.close();
        }
        return 0;
    }

    /** What can be shown in place of another source; empty for what is read once. */
    Optional<VideoSource> sourceAgain() throws UserException {
        return source.again(picture);
    }

    NetworkOptions network() {
        return network;
    }

    /** Everything that can be checked without opening anything. */
    Streamer streamer() throws UserException {
        try {
            return builder().build();
        } catch (IllegalArgumentException e) {
            throw new UserException(e);
        }
    }

    /** The channels beside the channel live. */
    Map<String, ChannelSettings> others() throws UserException {
        return channels.settings(video(), audio(), codecs);
    }

    VideoSettings video() throws UserException {
        VideoSettings settings = picture.settings().withH264Profile(h264Profile).withTimecode(timecode);
        return encoder == null ? settings : settings.withEncoder(encoder);
    }

    private AudioSettings audio() {
        return withoutAudio ? AudioSettings.disabled() : AudioSettings.defaults();
    }

    private StreamerBuilder builder() throws UserException {
        StreamerBuilder builder = Streamer.builder()
                .video(video())
                .codecs(codecs)
                .lowestDelay(lowDelay)
                .segmentation(!withoutSegmentation)
                .audio(audio());
        source.applyTo(builder, picture);
        network.applyTo(builder);
        security.applyTo(builder);
        failure.applyTo(builder);
        builder.publishes(
                allTargets().stream().anyMatch(targets -> !targets.urls().isEmpty()));
        return builder;
    }

    /** The profiles that can be sent, with the names that people use. */
    static final class ProfileConverter implements CommandLine.ITypeConverter<H264Profile> {
        @Override
        public H264Profile convert(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "baseline", "constrained-baseline" -> H264Profile.CONSTRAINED_BASELINE;
                case "main" -> H264Profile.MAIN;
                default ->
                    throw new CommandLine.TypeConversionException("\"" + value
                            + "\" is not a profile of H.264 that can be sent; there are baseline and main");
            };
        }
    }
}
