package io.github.natcast.streamer;

import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegEncoders;
import io.github.natcast.streamer.internal.runtime.IceTcpSettings;
import io.github.natcast.streamer.internal.runtime.StreamerConfig;
import io.github.natcast.streamer.internal.runtime.StreamerRuntime;
import io.github.natcast.streamer.internal.transport.nat.NatSettings;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A builder of {@link Streamer}s. Every setting has a default, and together the defaults work on a network without NAT.
 *
 * <pre>{@code
 * Streamer streamer = Streamer.builder()
 *         .source(VideoSource.media("rtsp://camera.local/1"))
 *         .standby(VideoSource.testPattern())
 *         .video(VideoSettings.defaults().withSize(1920, 1080))
 *         .publicAddress("51.161.209.200", 40111)
 *         .build();
 * }</pre>
 *
 * <p>Confined to one thread. {@link #build} checks the settings and copies them.
 */
public final class StreamerBuilder {
    private VideoSource source = VideoSource.testPattern();
    private Optional<VideoSource> standby = Optional.empty();
    private Duration standbyAfter = Duration.ofSeconds(2);
    private VideoSettings video = VideoSettings.defaults();
    private String bindAddress = "0.0.0.0";
    private int httpPort = 9000;
    private int mediaPort = 10111;
    private int maximumViewers = 500;
    private final List<PublicAddress> publicAddresses = new ArrayList<>();
    private boolean keepPrivateCandidates;
    private OptionalInt tcpPort = OptionalInt.empty();
    private final List<PublicAddress> publicTcp = new ArrayList<>();
    private List<IceServer> iceServers = List.of();
    private final List<String> stunServers = new ArrayList<>();
    private Optional<IceServer> turnServer = Optional.empty();
    private Optional<String> token = Optional.empty();
    private List<VideoCodec> codecs = List.of(VideoCodec.H264, VideoCodec.VP8);
    private boolean lowestDelay;
    private boolean segmentation = true;
    private AudioSettings audio = AudioSettings.defaults();
    private StreamerListener listener = new StreamerListener() {};

    StreamerBuilder() {}

    /** Sets the source that is shown first. Default: the test pattern. */
    public StreamerBuilder source(VideoSource value) {
        source = value;
        return this;
    }

    /**
     * Sets the source that is shown while no other source delivers: before {@link #source} delivers its first picture,
     * and when a source ends, fails or is silent for {@link #standbyAfter}. The streamer opens it when it starts, so
     * that the first viewer sees it at once. With a standby, the streamer also starts when {@link #source} cannot be
     * opened, and retries to open it every 1 to 30 seconds, now and whenever it fails later. Default: {@link #source}
     * itself.
     */
    public StreamerBuilder standby(VideoSource value) {
        standby = Optional.of(value);
        return this;
    }

    /**
     * Sets how long a live source may be silent before the standby is shown, 200 ms to 1 minute. Default: 2 seconds.
     */
    public StreamerBuilder standbyAfter(Duration silence) {
        standbyAfter = silence;
        return this;
    }

    /** Sets size, frame rate, bitrate and encoder of the video. Default: {@link VideoSettings#defaults()}. */
    public StreamerBuilder video(VideoSettings value) {
        video = value;
        return this;
    }

    /** Sets channels and bitrate of the audio, or disables it. Default: {@link AudioSettings#defaults()}. */
    public StreamerBuilder audio(AudioSettings value) {
        audio = value;
        return this;
    }

    /**
     * Sets the local address of HTTP and media, an IP literal of this host. Default: {@code 0.0.0.0}, which means every
     * usable address.
     */
    public StreamerBuilder bindAddress(String value) {
        bindAddress = value;
        return this;
    }

    /** Sets the TCP port of the page and the signalling, 0 to 65535; 0 selects any free port. Default: 9000. */
    public StreamerBuilder httpPort(int value) {
        httpPort = value;
        return this;
    }

    /** Sets the UDP port of all media, 0 to 65535; 0 selects any free port. Default: 10111. */
    public StreamerBuilder mediaPort(int value) {
        mediaPort = value;
        return this;
    }

    /**
     * Adds a public address at which the media port is reachable under its own number. Add one per address family, in
     * order of preference. Answers advertise the public addresses in place of this host's private ones.
     *
     * @param address an IPv4 or IPv6 literal; host names are not resolved
     * @throws IllegalArgumentException when it is not an IP literal
     */
    public StreamerBuilder publicAddress(String address) {
        return publicAddress(PublicAddress.of(address));
    }

    /**
     * Adds a public address and UDP port at which the media port is reachable.
     *
     * @param address an IPv4 or IPv6 literal; host names are not resolved
     * @param port 1 to 65535
     * @throws IllegalArgumentException when the address is not an IP literal or the port is out of its range
     */
    public StreamerBuilder publicAddress(String address, int port) {
        return publicAddress(PublicAddress.of(address, port));
    }

    /** Adds a public address at which the media port is reachable, with any mapping of ports. */
    public StreamerBuilder publicAddress(PublicAddress value) {
        publicAddresses.add(value);
        return this;
    }

    /**
     * Sets whether answers keep the private addresses as host candidates and add each {@linkplain #publicAddress public
     * address} as a server-reflexive candidate. This serves a TURN server behind the same NAT as this host: the server
     * reaches the private address, and its relayed viewers install a permission for it (RFC 8656 §9). In return, every
     * viewer learns the private addresses and tries them before the public ones. Default: false.
     */
    public StreamerBuilder keepPrivateCandidates(boolean value) {
        keepPrivateCandidates = value;
        return this;
    }

    /**
     * Adds a public address and TCP port at which browsers reach the HTTP port, or the {@link #tcpPort} where there is
     * one. Media then go through it to browsers that no UDP reaches (RFC 6544): one forwarded TCP port serves page,
     * signalling and media. What is in front of the port must pass bytes on as they are, as a tunnel or a NAT does; an
     * HTTP proxy does not. Add one per address family. Default: none, so media go by UDP only.
     *
     * @param address an IPv4 or IPv6 literal; host names are not resolved
     * @param port 1 to 65535, but not 9
     * @throws IllegalArgumentException when the address is not an IP literal or the port is out of its range
     */
    public StreamerBuilder publicTcp(String address, int port) {
        publicTcp.add(PublicAddress.of(address, PortMapping.none(), PortMapping.fixed(port)));
        return this;
    }

    /**
     * As {@link #publicTcp(String, int)}, with the port's own number.
     *
     * @throws IllegalArgumentException when the address is not an IP literal
     */
    public StreamerBuilder publicTcp(String address) {
        publicTcp.add(PublicAddress.of(address, PortMapping.none(), PortMapping.same()));
        return this;
    }

    /**
     * Sets a TCP port for media, 0 to 65535; 0 selects any free port. Needed where a proxy ends HTTP in front of the
     * {@link #httpPort}. The port of HTTP itself is accepted: it serves both then, and browsers in the same network are
     * told. Default: none; with {@link #publicTcp(String, int)}, the HTTP port serves both.
     */
    public StreamerBuilder tcpPort(int value) {
        tcpPort = OptionalInt.of(value);
        return this;
    }

    /** Sets the ICE servers that the page configures in browsers. TURN servers need credentials. Default: none. */
    public StreamerBuilder iceServers(List<IceServer> value) {
        iceServers = List.copyOf(value);
        return this;
    }

    /**
     * Adds a STUN server for a host behind a NAT without port forwarding. The streamer learns its public address from
     * the server, advertises it, and sends checks towards its viewers to open the NAT. When {@link #iceServers} is
     * empty, browsers receive the server as well, because they need one too. A second server lets the streamer detect a
     * NAT that cannot be traversed this way. The streamer also starts when a server does not answer; it then asks
     * again, and the health page shows the failure. Default: none.
     *
     * @param url such as {@code stun:stun.example.org:3478}
     */
    public StreamerBuilder stunServer(String url) {
        stunServers.add(url);
        return this;
    }

    /**
     * Sets the TURN server that relays for this host when it is behind a NAT that {@link #stunServer} cannot traverse.
     * All viewers without another path share one allocation on it, reached over UDP. Browsers receive neither the
     * server nor its credentials. The streamer also starts when the server does not answer, and asks again. Default:
     * none.
     */
    public StreamerBuilder turnServer(IceServer value) {
        turnServer = Optional.of(value);
        return this;
    }

    /** Sets how many viewers may watch at once, 1 or more. Default: 500. */
    public StreamerBuilder maximumViewers(int value) {
        maximumViewers = value;
        return this;
    }

    /** Sets the bearer token that clients must present (RFC 6750). Default: none, so everyone may watch. */
    public StreamerBuilder token(String value) {
        token = Optional.of(value);
        return this;
    }

    /**
     * Sets the video codecs that may be negotiated, in order of preference; at least one. Each is encoded only while a
     * viewer needs it. A codec without a usable encoder is omitted; starting fails when none is left. Default: H.264
     * and VP8.
     */
    public StreamerBuilder codecs(List<VideoCodec> value) {
        codecs = List.copyOf(value);
        return this;
    }

    /**
     * Sets whether viewers are asked to show each picture as soon as it is decoded (the playout-delay header extension
     * with 0 to 0 ms). This gives the lowest delay; playback is less even on a path with jitter. Default: false.
     */
    public StreamerBuilder lowestDelay(boolean value) {
        lowestDelay = value;
        return this;
    }

    /**
     * Sets whether several packets to one viewer may be passed to the kernel in one call where it supports that
     * (UDP_SEGMENT on Linux). The bytes on the wire are the same and cost a fraction of the CPU time. Default: true.
     */
    public StreamerBuilder segmentation(boolean value) {
        segmentation = value;
        return this;
    }

    /** Sets the listener that is notified of viewers, on the streamer's control thread. Default: none. */
    public StreamerBuilder listener(StreamerListener value) {
        listener = value;
        return this;
    }

    /**
     * Builds a streamer that is not started yet.
     *
     * @throws IllegalArgumentException when a value is out of its range, a STUN or TURN server is not reached by UDP,
     *     or a TURN server lacks its credentials; the message names the value and what would be accepted
     */
    public Streamer build() {
        return build(FfmpegEncoders::new);
    }

    /** With other encoders than FFmpeg's, for tests of encoders that fail. */
    Streamer build(StreamerRuntime.EncoderSource encoders) {
        NatSettings nat = new NatSettings(stunServers, turnServer);
        List<IceServer> advertised = iceServers.isEmpty() && !stunServers.isEmpty()
                ? List.of(IceServer.stun(stunServers.toArray(String[]::new)))
                : iceServers;
        return new Streamer(
                new StreamerConfig(
                        source,
                        standby,
                        standbyAfter,
                        video,
                        audio,
                        codecs,
                        lowestDelay,
                        segmentation,
                        bindAddress,
                        httpPort,
                        mediaPort,
                        publicAddresses,
                        keepPrivateCandidates,
                        new IceTcpSettings(tcpPort, publicTcp),
                        advertised,
                        nat,
                        maximumViewers,
                        token,
                        listener),
                encoders);
    }
}
