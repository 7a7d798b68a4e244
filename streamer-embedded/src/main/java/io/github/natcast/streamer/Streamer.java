package io.github.natcast.streamer;

import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegEncoders;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegMissingException;
import io.github.natcast.streamer.internal.runtime.StreamerConfig;
import io.github.natcast.streamer.internal.runtime.StreamerRuntime;
import io.github.natcast.streamer.internal.transport.AddressText;
import io.github.natcast.streamer.internal.viewers.ViewerSession;
import io.github.natcast.topology.PublicAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A WebRTC server that shows one video to any number of browsers. It encodes the video once per codec, sends it over
 * one UDP port, and serves the viewers' page and the signalling (WebSocket, WHEP) on one HTTP port.
 *
 * <pre>{@code
 * try (Streamer streamer = Streamer.builder()
 *         .source(VideoSource.media("film.mp4"))
 *         .publicAddress("51.161.209.200", 40111)      // where a forwarded port reaches this host
 *         .build()) {
 *     streamer.start();                                // returns once everything is warmed up
 *     System.out.println("watch at " + streamer.address());
 *     Thread.sleep(Long.MAX_VALUE);
 * }
 * }</pre>
 *
 * <p>{@link #show} changes the source while the streamer runs; {@link #viewers} and a {@link StreamerListener} report
 * who watches. A streamer is started once and closed once. It runs on threads of its own and is thread-safe.
 */
public final class Streamer implements AutoCloseable {
    private final StreamerConfig config;
    private final StreamerRuntime.EncoderSource encoders;
    private final AtomicReference<@Nullable StreamerRuntime> runtime = new AtomicReference<>();
    private boolean started;
    private boolean closed;

    Streamer(StreamerConfig config, StreamerRuntime.EncoderSource encoders) {
        this.config = config;
        this.encoders = encoders;
    }

    /** Starts the configuration of a streamer; every setting has a default. */
    public static StreamerBuilder builder() {
        return new StreamerBuilder();
    }

    /**
     * Tries every encoder that natcast knows: opens it, encodes a few pictures and checks the stream. Blocks for some
     * seconds and needs no running streamer.
     *
     * @param settings the size, frame rate and bitrate to try
     * @return one report for each encoder and format, grouped by codec, the preferred encoder first
     * @throws StreamerException when FFmpeg's native libraries are not on the class path
     */
    public static List<EncoderReport> probeEncoders(VideoSettings settings) throws StreamerException {
        try {
            return new FfmpegEncoders().probe(settings);
        } catch (FfmpegMissingException missing) {
            throw new StreamerException(String.valueOf(missing.getMessage()), missing);
        }
    }

    /**
     * Opens ports, source and encoders, warms everything up, and starts to serve. Blocks for some seconds; when it
     * returns, the first viewer joins as fast as any later one.
     *
     * @throws StreamerException when a port, the source, an encoder or another part cannot be opened; nothing stays
     *     open
     * @throws IllegalStateException when the streamer was started or closed before
     * @throws InterruptedException when the thread is interrupted meanwhile; nothing stays open
     */
    public synchronized void start() throws StreamerException, InterruptedException {
        if (started || closed) {
            throw new IllegalStateException(closed ? "the streamer is closed" : "the streamer was started before");
        }
        started = true;
        runtime.set(StreamerRuntime.open(config, encoders));
    }

    /**
     * Switches to another source as soon as its first picture arrives, without an interruption for any viewer; the last
     * call wins. The source is opened in the background. If that fails, the current source stays, and the log and the
     * health page give the reason. When the source later ends, fails or falls silent, the standby is shown. Does not
     * block.
     *
     * @throws IllegalStateException when the streamer is not running
     */
    public void show(VideoSource source) {
        running().show(source);
    }

    /**
     * Switches back to the {@linkplain StreamerBuilder#standby standby}, or to the first source when no standby was
     * set, and closes the source that was shown. Does not block.
     *
     * @throws IllegalStateException when the streamer is not running
     */
    public void showStandby() {
        running().showStandby();
    }

    /**
     * The URL of the viewers' page for a browser on this host.
     *
     * @throws IllegalStateException when the streamer is not running
     */
    public URI address() {
        InetSocketAddress http = running().httpAddress();
        String host = http.getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : http.getAddress().getHostAddress();
        int zone = host.indexOf('%');
        String plain = zone < 0 ? host : host.substring(0, zone);
        return URI.create("http://" + AddressText.of(plain, http.getPort()) + "/");
    }

    /**
     * The local addresses that send media and answer connectivity checks.
     *
     * @throws IllegalStateException when the streamer is not running
     */
    public List<InetSocketAddress> mediaAddresses() {
        return running().mediaAddresses();
    }

    /**
     * The public addresses that answers carry now: those that were set, and those for which the names that were set
     * stand. None while answers carry this host's own addresses, or while no name could be resolved yet.
     *
     * @throws IllegalStateException when the streamer is not running
     */
    public List<PublicAddress> publicAddresses() {
        return running().publicAddresses();
    }

    /**
     * Replaces all public addresses, names included, as a program does that learns them elsewhere: from a router, a
     * tunnel's server or a cloud. Answers that are written after the call carry the new ones, and viewers that came
     * over WebSocket are sent them as further candidates; viewers that came over WHEP find them by an ICE restart. Does
     * not block.
     *
     * @param value of both families, in order of preference; when empty, answers carry this host's own addresses
     * @throws IllegalStateException when the streamer is not running
     */
    public void publicAddresses(List<PublicAddress> value) {
        running().publicAddresses(List.copyOf(value));
    }

    /** The viewers that watch or are joining, in no particular order; none while the streamer is not running. */
    public List<Viewer> viewers() {
        StreamerRuntime current = runtime.get();
        return current == null ? List.of() : current.viewers();
    }

    private StreamerRuntime running() {
        StreamerRuntime current = runtime.get();
        if (current == null) {
            throw new IllegalStateException("the streamer is not running");
        }
        return current;
    }

    /**
     * Disconnects and notifies every viewer, and closes everything that was opened. Idempotent; blocks for up to a few
     * seconds.
     */
    @Override
    public synchronized void close() {
        closed = true;
        StreamerRuntime current = runtime.getAndSet(null);
        if (current != null) {
            current.close();
        }
    }

    /**
     * Sends a message to every viewer, as {@link Viewer#send} does; to none while the streamer is not running.
     *
     * @return to how many it is on its way
     * @throws IllegalArgumentException when the text is no such object as viewers can be sent
     */
    public int send(String json) {
        return ViewerSession.send(json, viewers());
    }
}
