package io.github.natcast.examples.cli;

import io.github.natcast.streamer.IceServer;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
            "  natcast serve --source film.mp4 --size 1920x1080 --bitrate 4M",
            "  natcast serve --public-address 51.161.209.200:10111 \\",
            "      --ice-servers '[{\"urls\":\"turn:51.161.209.200:10110\",\"username\":\"u\",\"credential\":\"p\"}]'"
        })
final class ServeCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--source",
            paramLabel = "FILE|URL",
            description = "Anything that FFmpeg reads; files are looped. Without it, a test pattern is shown.")
    private @Nullable String source;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "1280x720",
            converter = SizeOption.Converter.class,
            description = "Size of the encoded picture in pixels.")
    private SizeOption size;

    @Option(names = "--fps", paramLabel = "N", defaultValue = "25", description = "Most frames in a second, 1 to 120.")
    private int framesPerSecond;

    @Option(
            names = "--bitrate",
            paramLabel = "RATE",
            defaultValue = "2M",
            converter = BitrateOption.Converter.class,
            description = "Target of the encoder in bits per second, such as 800k or 2M.")
    private BitrateOption bitrate;

    @Option(
            names = "--encoder",
            paramLabel = "NAME",
            description =
                    "FFmpeg's name of the encoder to use, such as libopenh264; it is an error when it does not open."
                            + " Without it the first GPU encoder that opens is used, else a software one.")
    private @Nullable String encoder;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "0.0.0.0",
            description = "Address of this host for HTTP and media; 0.0.0.0 is every usable one.")
    private String bind;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "9000",
            description = "TCP port of page and signalling.")
    private int httpPort;

    @Option(names = "--media-port", paramLabel = "PORT", defaultValue = "10111", description = "UDP port of all media.")
    private int mediaPort;

    @Option(
            names = "--public-address",
            paramLabel = "IP[:PORT]",
            converter = PublicAddressOption.Converter.class,
            description = "An address at which browsers reach the media port; replaces private addresses, and the media"
                    + " port when a port is given. One per family.")
    private List<PublicAddressOption> publicAddresses = new ArrayList<>();

    @Option(
            names = "--ice-servers",
            paramLabel = "JSON",
            converter = IceServersOption.Converter.class,
            description = "STUN and TURN servers for the browsers: a JSON list of RTCIceServer.")
    private @Nullable IceServersOption iceServers;

    @Option(names = "--max-viewers", paramLabel = "N", defaultValue = "500", description = "More are turned away.")
    private int maximumViewers;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "What WHEP clients must present as a bearer token, and the page as ?token=…")
    private @Nullable String token;

    @Override
    public Integer call() throws UserException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (Streamer streamer = streamer()) {
            CountDownLatch interrupted = new CountDownLatch(1);
            CountDownLatch closed = new CountDownLatch(1);
            streamer.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                interrupted.countDown();
                awaitQuietly(closed);
            }));
            out.println("ready " + streamer.address());
            out.flush();
            interrupted.await();
            streamer.close();
            closed.countDown();
            return 0;
        } catch (StreamerException e) {
            throw new UserException(e.getMessage(), e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Streamer streamer() throws UserException {
        try {
            StreamerBuilder builder = Streamer.builder()
                    .video(videoSettings())
                    .bindAddress(bind)
                    .httpPort(httpPort)
                    .mediaPort(mediaPort)
                    .maximumViewers(maximumViewers)
                    .iceServers(iceServers == null ? List.<IceServer>of() : iceServers.servers());
            if (source != null) {
                builder.source(VideoSource.media(source));
            }
            if (token != null) {
                builder.token(token);
            }
            for (PublicAddressOption address : publicAddresses) {
                if (address.port().isPresent()) {
                    builder.publicAddress(address.address(), address.port().getAsInt());
                } else {
                    builder.publicAddress(address.address());
                }
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage(), e);
        }
    }

    private VideoSettings videoSettings() {
        VideoSettings settings = VideoSettings.defaults()
                .withSize(size.width(), size.height())
                .withFramesPerSecond(framesPerSecond)
                .withBitrate((int) Math.min(Integer.MAX_VALUE, bitrate.bitsPerSecond()));
        return encoder == null ? settings : settings.withEncoder(encoder);
    }
}
