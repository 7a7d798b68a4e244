package io.github.natcast.streamer;

import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegEncoders;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegMissingException;
import io.github.natcast.streamer.internal.runtime.StreamerConfig;
import io.github.natcast.streamer.internal.runtime.StreamerRuntime;
import io.github.natcast.streamer.internal.transport.AddressText;
import io.github.natcast.streamer.internal.viewers.ViewerMessages;
import io.github.natcast.streamer.publish.Publication;
import io.github.natcast.streamer.publish.PublishSettings;
import io.github.natcast.streamer.signaling.Signaling;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.PublicAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A WebRTC server that shows video to any number of browsers. It encodes each {@linkplain #open channel}'s video once
 * per codec, sends it over one UDP port, and serves the viewers' page and the signalling (WebSocket, WHEP) on one HTTP
 * port.
 *
 * <pre>{@code
 * try (Streamer streamer = Streamer.builder()
 *         .source(VideoSource.media("film.mp4"))
 *         .publicAddress("51.161.209.200", 40111)      // where a forwarded port reaches this host
 *         .build()) {
 *     streamer.start();                                // returns once everything is warmed up
 *     System.out.println("watch at " + streamer.address());
 *     streamer.awaitClose();
 * }
 * }</pre>
 *
 * <p>{@link #show} changes the source while the streamer runs; {@link #viewers} and a {@link StreamerListener} report
 * who watches. A streamer is started once and closed once. It runs on threads of its own and is thread-safe.
 */
public final class Streamer implements AutoCloseable {
    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

    private final StreamerConfig config;
    private final StreamerRuntime.EncoderSource encoders;
    private final AtomicReference<@Nullable StreamerRuntime> runtime = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean started;
    private volatile boolean closed;

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
        try {
            runtime.set(StreamerRuntime.open(config, encoders));
        } finally {
            if (runtime.get() == null) {
                ended.countDown();
            }
        }
    }

    /**
     * Switches to another source as soon as its first picture arrives, without an interruption for any viewer; the last
     * call wins. The source is opened in the background. If that fails, the current source stays, and the log and the
     * health page give the reason. When the source later ends, fails or falls silent, the standby is shown. Does not
     * block.
     *
     * @return as of {@link Channel#show}, of the default channel
     * @throws IllegalStateException when the streamer is not running
     */
    public CompletionStage<Void> show(VideoSource source) {
        return running().defaultChannel().show(source);
    }

    /**
     * Switches back to the {@linkplain StreamerBuilder#standby standby}, or to the first source when no standby was
     * set, and closes the source that was shown. Does not block.
     *
     * @throws IllegalStateException when the streamer is not running
     */
    public void showStandby() {
        running().defaultChannel().showStandby();
    }

    /**
     * Publishes the default channel to a media server.
     *
     * @return as of {@link Channel#publish}
     * @throws IllegalArgumentException as of {@link Channel#publish}
     * @throws IllegalStateException when the streamer is not running
     */
    public Publication publish(URI target, PublishSettings settings) {
        return running()
                .defaultChannel()
                .publish(
                        Checks.given("target", target, "write the server's WHIP URL"),
                        Checks.given("settings", settings, "write PublishSettings.defaults() for the default"));
    }

    /** The publications of all channels that are not closed, also those that have failed. */
    public List<Publication> publications() {
        StreamerRuntime current = runtime.get();
        return current == null ? List.of() : current.publications();
    }

    /**
     * Opens another channel on the same ports; may be called from within an {@link Admission}. Blocks while the
     * standby, or else the source, is opened; with a standby, the source is opened in the background and retried.
     *
     * @param name what {@code /ws/NAME} and {@code /whep/NAME} call it: 1 to 128 bytes of UTF-8 without slashes and
     *     control characters
     * @throws StreamerException when the source refuses, no codec has an encoder, or as many channels are open as
     *     {@link StreamerBuilder#maximumChannels} admits; nothing stays open
     * @throws IllegalArgumentException when the name is none, or is that of an open channel
     * @throws IllegalStateException when the streamer is not running
     */
    public Channel open(String name, ChannelSettings settings) throws StreamerException {
        return running().open(name, settings);
    }

    /** The open channel of this name; empty while the streamer is not running. The builder's is named {@code live}. */
    public Optional<Channel> channel(String name) {
        StreamerRuntime current = runtime.get();
        return current == null ? Optional.empty() : current.channel(name);
    }

    /** The open channels in the order in which they were opened; none while the streamer is not running. */
    public List<Channel> channels() {
        StreamerRuntime current = runtime.get();
        return current == null ? List.of() : current.channels();
    }

    /**
     * Where the operator is answered apart from viewers, with the port that it got; empty when that was not
     * {@linkplain StreamerBuilder#admin asked for}.
     *
     * @throws IllegalStateException when the streamer is not running
     */
    public Optional<InetSocketAddress> adminAddress() {
        return running().adminAddress();
    }

    /**
     * The URL of the viewers' page for a browser on this host; of HTTPS with {@link StreamerBuilder#tls TLS}, whose
     * certificate then hardly names this address.
     *
     * @throws IllegalStateException when the streamer is not running, or has {@linkplain StreamerBuilder#noHttpPort no
     *     HTTP port} of its own
     */
    public URI address() {
        InetSocketAddress http = running()
                .httpAddress()
                .orElseThrow(() -> new IllegalStateException(
                        "the streamer has no HTTP port of its own; the page is where the program serves signaling()"));
        String host = http.getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : http.getAddress().getHostAddress();
        int zone = host.indexOf('%');
        String plain = zone < 0 ? host : host.substring(0, zone);
        String scheme = config.security().tls().isPresent() ? "https://" : "http://";
        return URI.create(scheme + AddressText.of(plain, http.getPort()) + "/");
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

    /**
     * Signalling for an HTTP server that the program has already, also beside our own. Adapters are in the packages
     * below {@code io.github.natcast.streamer}: for Netty, the JDK's server, and Jakarta Servlet with WebSocket. When
     * the streamer is closed, it closes its WebSockets and answers nothing but status 503.
     *
     * @throws IllegalStateException when the streamer is not running
     */
    public Signaling signaling() {
        return running().signaling();
    }

    /**
     * Replaces the ICE servers that browsers are told, for those who come from now on, and for pages that restart ICE:
     * as a program does that gets credentials which expire from elsewhere. The STUN and TURN servers of this side stay.
     *
     * @param value none for no server at all
     * @throws IllegalArgumentException when a TURN server has no credentials, and there is no
     *     {@linkplain StreamerBuilder#turnSecret secret}
     * @throws IllegalStateException when the streamer is not running
     */
    public void iceServers(List<IceServer> value) {
        running().iceServers(Checks.givenAll("iceServers", value, "write List.of() for none"));
    }

    /**
     * Changes how many may watch at once, all channels together, for those who come from now on; nobody is removed.
     *
     * @param value 1 or more
     * @throws IllegalArgumentException when it is less
     * @throws IllegalStateException when the streamer is not running
     */
    public void maximumViewers(int value) {
        Checks.requireRange("maximum of viewers", value, 1, Integer.MAX_VALUE);
        running().maximumViewers(value);
    }

    /** Whether it serves: {@link #start} has returned, and {@link #close} was not called. */
    public boolean isRunning() {
        return runtime.get() != null;
    }

    /**
     * Blocks until the streamer is closed, by another thread or a shutdown hook, and everything has ended. Returns at
     * once when that is so, or when its start failed.
     *
     * @throws IllegalStateException when the streamer was never started
     */
    public void awaitClose() throws InterruptedException {
        requireStarted();
        ended.await();
    }

    /**
     * As {@link #awaitClose()}, for so long at most.
     *
     * @return whether the streamer has ended
     */
    public boolean awaitClose(Duration atMost) throws InterruptedException {
        requireStarted();
        return ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void requireStarted() {
        if (!started && !closed) {
            throw new IllegalStateException("the streamer was not started, so nothing would close it; call start()");
        }
    }

    /**
     * How the streamer does now, as {@code /healthz} tells. Takes some microseconds and does not block.
     *
     * @throws IllegalStateException when the streamer is not running
     */
    public StreamerHealth health() {
        return running().health();
    }

    /**
     * What the streamer measures and counts, as {@code /metrics} writes it. Takes some microseconds and does not block;
     * {@code io.github.natcast.streamer.micrometer.NatcastMetrics} gives the same to Micrometer.
     *
     * @throws IllegalStateException when the streamer is not running
     */
    public StreamerMetrics metrics() {
        return running().metrics();
    }

    private StreamerRuntime running() {
        StreamerRuntime current = runtime.get();
        if (current == null) {
            throw new IllegalStateException("the streamer is not running");
        }
        return current;
    }

    /**
     * Lets those who watch go on and nobody else in, until all have left or the time is over; {@link #close} it then.
     * Meanwhile new offers are answered with status 503 and {@code Retry-After}, and {@link #health()} is not ok, so
     * that a load balancer sends viewers elsewhere. Blocks. Returns at once when nobody watches, or the streamer is not
     * running.
     *
     * @param atMost zero or more
     * @return whether nobody watches any more
     */
    public boolean drain(Duration atMost) throws InterruptedException {
        StreamerRuntime current = runtime.get();
        if (current == null) {
            return true;
        }
        current.drain();
        long end = System.nanoTime() + atMost.toNanos();
        while (!viewers().isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            // Also woken when the streamer is closed meanwhile.
            ended.await(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS);
        }
        return true;
    }

    /**
     * Disconnects and notifies every viewer, and closes everything that was opened. Idempotent; blocks for up to a few
     * seconds.
     */
    @Override
    public synchronized void close() {
        closed = true;
        StreamerRuntime current = runtime.getAndSet(null);
        try {
            if (current != null) {
                current.close();
            }
        } finally {
            ended.countDown();
        }
    }

    /**
     * Sends a message to every viewer, as {@link Viewer#send} does; to none while the streamer is not running.
     *
     * @return to how many it is on its way
     * @throws IllegalArgumentException when the text is no such object as viewers can be sent
     */
    public int send(String json) {
        return ViewerMessages.send(json, viewers());
    }
}
