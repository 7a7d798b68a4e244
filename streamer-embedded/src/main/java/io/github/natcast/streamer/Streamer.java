package io.github.natcast.streamer;

import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegEncoders;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegMissingException;
import io.github.natcast.streamer.internal.runtime.EncoderSource;
import io.github.natcast.streamer.internal.runtime.StreamerConfig;
import io.github.natcast.streamer.internal.runtime.StreamerRuntime;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Shows one video to any number of browsers: encodes it once, sends it over one UDP port, and serves the page and the
 * signalling (WebSocket, WHEP) on one HTTP port.
 *
 * <pre>{@code
 * try (Streamer streamer = Streamer.builder()
 *         .source(VideoSource.media("film.mp4"))
 *         .publicAddress("51.161.209.200", 40111)      // where a forwarded port reaches this host
 *         .build()) {
 *     streamer.start();                                // returns when the first viewer will be as fast as the hundredth
 *     System.out.println("watch at " + streamer.address());
 *     Thread.sleep(Long.MAX_VALUE);
 * }
 * }</pre>
 *
 * <p>A streamer is started once and closed once. Thread-safe.
 */
public final class Streamer implements AutoCloseable {
    private final StreamerConfig config;
    private final EncoderSource encoders;
    private final AtomicReference<@Nullable StreamerRuntime> runtime = new AtomicReference<>();
    private boolean started;
    private boolean closed;

    Streamer(StreamerConfig config, EncoderSource encoders) {
        this.config = config;
        this.encoders = encoders;
    }

    /** Settings of a new streamer, each with a default. */
    public static StreamerBuilder builder() {
        return new StreamerBuilder();
    }

    /**
     * Tries every encoder that natcast knows: opens it, encodes a few pictures and checks the stream. Blocks for some
     * seconds; needs no running streamer.
     *
     * @return the best first, codec by codec
     * @throws StreamerException when FFmpeg's natives are not on the class path
     */
    public static List<EncoderReport> probeEncoders(VideoSettings settings) throws StreamerException {
        try {
            return new FfmpegEncoders().probe(settings);
        } catch (FfmpegMissingException missing) {
            throw new StreamerException(String.valueOf(missing.getMessage()), missing);
        }
    }

    /**
     * Opens ports, source and encoder, warms everything up, and begins to serve. Blocks for some seconds.
     *
     * @throws StreamerException when something cannot be had; nothing stays open then
     * @throws IllegalStateException when it was started or closed before
     */
    public synchronized void start() throws StreamerException, InterruptedException {
        if (started || closed) {
            throw new IllegalStateException(closed ? "the streamer is closed" : "the streamer was started before");
        }
        started = true;
        runtime.set(StreamerRuntime.open(config, encoders));
    }

    /**
     * Shows another source from its first picture on, without a break for any viewer; the last call wins. It is opened
     * aside: when that fails, what is shown stays, and the log and the health page say why. When it ends, fails or
     * falls silent, the standby is shown. Does not block.
     *
     * @throws IllegalStateException when the streamer does not run
     */
    public void show(VideoSource source) {
        running().show(source);
    }

    /**
     * Goes back to {@link StreamerBuilder#standby} (where none was set, to the first source) and closes the source that
     * was shown. Does not block.
     *
     * @throws IllegalStateException when the streamer does not run
     */
    public void showStandby() {
        running().showStandby();
    }

    /**
     * The page, at an address that a browser on this host can open.
     *
     * @throws IllegalStateException when the streamer does not run
     */
    public URI address() {
        InetSocketAddress http = running().httpAddress();
        String host = http.getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : http.getAddress().getHostAddress();
        int zone = host.indexOf('%');
        String plain = zone < 0 ? host : host.substring(0, zone);
        return URI.create("http://" + (plain.contains(":") ? "[" + plain + "]" : plain) + ":" + http.getPort() + "/");
    }

    /** Where media are sent from and checks are answered. */
    public List<InetSocketAddress> mediaAddresses() {
        return running().mediaAddresses();
    }

    /** Everyone who watches or is joining, in no order. */
    public List<Viewer> viewers() {
        StreamerRuntime current = runtime.get();
        return current == null ? List.of() : current.viewers();
    }

    private StreamerRuntime running() {
        StreamerRuntime current = runtime.get();
        if (current == null) {
            throw new IllegalStateException("the streamer does not run");
        }
        return current;
    }

    /** Ends every viewer, telling each, and frees all that was opened. Idempotent; takes up to a few seconds. */
    @Override
    public synchronized void close() {
        closed = true;
        StreamerRuntime current = runtime.getAndSet(null);
        if (current != null) {
            current.close();
        }
    }
}
