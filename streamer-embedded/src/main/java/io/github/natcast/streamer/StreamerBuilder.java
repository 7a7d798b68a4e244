package io.github.natcast.streamer;

import io.github.natcast.sdp.rewrite.AddressRange;
import io.github.natcast.sdp.rewrite.PrivateAddresses;
import io.github.natcast.streamer.internal.IceServers;
import io.github.natcast.streamer.internal.TurnSecret;
import io.github.natcast.streamer.internal.addresses.AddressSettings;
import io.github.natcast.streamer.internal.addresses.LanPeers;
import io.github.natcast.streamer.internal.addresses.PublicHost;
import io.github.natcast.streamer.internal.forwarded.Forwarders;
import io.github.natcast.streamer.internal.forwarded.TrustedSources;
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
import java.util.stream.Stream;

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
    private final List<PublicHost> publicHosts = new ArrayList<>();
    private boolean keepPrivateCandidates;
    private boolean keepUncovered;
    private LanPeers lanPeers = LanPeers.inOwnNetworks();
    private OptionalInt tcpPort = OptionalInt.empty();
    private final List<PublicAddress> publicTcp = new ArrayList<>();
    private List<IceServer> iceServers = List.of();
    private final List<String> stunServers = new ArrayList<>();
    private Optional<IceServer> turnServer = Optional.empty();
    private TrustedSources proxyProtocol = TrustedSources.NONE;
    private TrustedSources trustedProxies = TrustedSources.NONE;
    private Optional<String> turnSecret = Optional.empty();
    private Duration turnTtl = TurnSecret.DEFAULT_TTL;
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
     * and when a source ends, fails or is silent for {@link #standbyAfter}. The streamer opens it when it starts. With
     * a standby, the streamer also starts when {@link #source} cannot be opened, and retries to open it every 1 to 30
     * seconds, now and whenever it fails later. Default: {@link #source} itself.
     */
    public StreamerBuilder standby(VideoSource value) {
        standby = Optional.of(value);
        return this;
    }

    /** Sets how long a live source may be silent until the standby is shown, 200 ms to 1 minute. Default: 2 seconds. */
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
     * order of preference. To everybody outside this host's networks, answers advertise the public addresses in place
     * of all addresses of this host in their families, private or not; private addresses of a family without a public
     * one are left out.
     *
     * @param host an IPv4 or IPv6 literal, or a host name. The streamer looks names up when it starts and then every 3
     *     seconds, so that an address that moves (dynamic DNS) is advertised within 5 seconds, to viewers that came
     *     over WebSocket too. The JVM caches names for 30 seconds unless the security property
     *     {@code networkaddress.cache.ttl} says otherwise. When a look-up fails the last addresses stay
     * @throws IllegalArgumentException when it is neither
     */
    public StreamerBuilder publicAddress(String host) {
        publicHosts.add(PublicHost.parse(host, OptionalInt.empty()));
        return this;
    }

    /**
     * Adds a public address and UDP port at which the media port is reachable.
     *
     * @param host as in {@link #publicAddress(String)}
     * @param port 1 to 65535, but not 9
     * @throws IllegalArgumentException when the host is no IP literal or name, or the port is out of its range
     */
    public StreamerBuilder publicAddress(String host, int port) {
        publicHosts.add(PublicHost.parse(host, OptionalInt.of(port)));
        return this;
    }

    /** Adds a public address at which the media port is reachable, with any mapping of ports. */
    public StreamerBuilder publicAddress(PublicAddress value) {
        publicHosts.add(new PublicHost.Literal(value));
        return this;
    }

    /**
     * Sets whether answers keep this host's addresses as host candidates and add each {@linkplain #publicAddress public
     * address} as a server-reflexive candidate. This serves a TURN server behind the same NAT as this host: the server
     * reaches the private address, and its relayed viewers install a permission for it (RFC 8656 §9). In return, every
     * viewer learns the private addresses and tries them before the public ones. Default: false.
     */
    public StreamerBuilder keepPrivateCandidates(boolean value) {
        keepPrivateCandidates = value;
        return this;
    }

    /**
     * Sets whether answers keep private addresses of a family without a {@linkplain #publicAddress public address}, as
     * unique local IPv6 ones beside public IPv4. For company networks that route them; all viewers learn them. No
     * effect without public addresses. Default: false.
     */
    public StreamerBuilder keepUncovered(boolean value) {
        keepUncovered = value;
        return this;
    }

    /**
     * Sets the networks whose viewers are told this host's own addresses beside the {@linkplain #publicAddress public
     * ones}, because many routers do not lead a public address back inside. A viewer belongs to a network by where its
     * offer came from: name none from which a proxy or a tunnel's client passes offers on, or its viewers learn them.
     *
     * <p>Default: the networks of this host's interfaces but loopback, and there only viewers that called this host by
     * its address in that network, such as {@code http://192.168.1.10:9000/}. Those of a tunnel or proxy in the network
     * called another name or address; a proxy on another host must pass {@code Host} on as it is for that.
     *
     * @param ranges such as {@code 192.168.0.0/16}; none for no network at all
     * @throws IllegalArgumentException when one is not a range of addresses
     */
    public StreamerBuilder lanPeers(String... ranges) {
        lanPeers = LanPeers.in(Stream.of(ranges).map(AddressRange::parse).toList());
        return this;
    }

    /**
     * Adds a public address and TCP port at which browsers reach the {@link #tcpPort}, or else the HTTP port. Media
     * then go through it to browsers that no UDP reaches (RFC 6544). What is in front of the port must pass bytes on as
     * they are, as a tunnel or a NAT does; an HTTP proxy does not. Add one per address family. Default: none.
     *
     * @param address an IPv4 or IPv6 literal; host names are not resolved
     * @param port 1 to 65535, but not 9
     * @throws IllegalArgumentException when the address is not an IP literal or the port is out of its range
     */
    public StreamerBuilder publicTcp(String address, int port) {
        publicTcp.add(PublicAddress.of(address, PortMapping.none(), PortMapping.fixed(port)));
        return this;
    }

    /** As {@link #publicTcp(String, int)}, with the port's own number. */
    public StreamerBuilder publicTcp(String address) {
        publicTcp.add(PublicAddress.of(address, PortMapping.none(), PortMapping.same()));
        return this;
    }

    /**
     * Sets a TCP port for media, 0 to 65535; 0 selects any free port. Needed where a proxy ends HTTP in front of the
     * {@link #httpPort}, which is accepted itself and serves both then, as it does by default with {@link #publicTcp}.
     */
    public StreamerBuilder tcpPort(int value) {
        tcpPort = OptionalInt.of(value);
        return this;
    }

    /**
     * Sets the ICE servers that browsers use: the page configures them, and WHEP clients find them in {@code Link}
     * headers. A TURN server needs credentials: its own, which every viewer learns, or those that {@link #turnSecret}
     * makes. Only those who may watch are told: with a {@link #token}, whoever presents it. Default: none.
     */
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
     * server nor its credentials, which {@link #turnSecret} makes when it has none. The streamer also starts when the
     * server does not answer, and asks again; it makes the allocation anew when the server has lost it. Default: none.
     */
    public StreamerBuilder turnServer(IceServer value) {
        turnServer = Optional.of(value);
        return this;
    }

    /**
     * Sets the secret that is shared with the TURN servers, from which credentials are made that expire: the user name
     * is {@code expiry:name}, the password is base64(HMAC-SHA1(secret, user name)), as draft-uberti-behave-turn-rest
     * and coturn's {@code use-auth-secret} have it. It serves every TURN server of {@link #iceServers} and
     * {@link #turnServer} that has neither user name nor credential. Each page and WHEP answer gets fresh ones. Viewers
     * never learn the secret, and no log shows it. Default: none.
     *
     * @param secret as the TURN servers have it, not blank
     */
    public StreamerBuilder turnSecret(String secret) {
        turnSecret = Optional.of(secret);
        return this;
    }

    /**
     * Sets how long the credentials that {@link #turnSecret} makes for viewers are valid, 1 minute to 24 hours. A
     * viewer needs them when it joins and when its page restarts ICE; what is relayed by then goes on. Default: 1 hour.
     */
    public StreamerBuilder turnTtl(Duration value) {
        turnTtl = value;
        return this;
    }

    /**
     * As {@link #proxyProtocol(List)}, from this host: frp with {@code transport.proxyProtocolVersion = "v2"}, whose
     * client runs beside the streamer, or HAProxy. Without it each viewer behind a tunnel has the tunnel's address.
     */
    public StreamerBuilder proxyProtocol() {
        return proxyProtocol(PrivateAddresses.LOOPBACK);
    }

    /**
     * Believes headers of the PROXY protocol, version 2, from these sources: at the beginning of a TCP connection, on
     * UDP before a flow's first datagram or in one of its own. They name a viewer's own address. A source must begin
     * each connection with one, or its clients could. A header from any other source is refused. Default: none.
     *
     * @param sources the tunnels and proxies, as seen from this host
     */
    public StreamerBuilder proxyProtocol(List<AddressRange> sources) {
        proxyProtocol = new TrustedSources(sources);
        return this;
    }

    /**
     * Believes the headers {@code X-Forwarded-For}, or {@code Forwarded} (RFC 7239) where the other is missing, from
     * HTTP proxies at these addresses, such as {@link PrivateAddresses#LOOPBACK} for one on this host: the client is
     * the rightmost address that is not among them. Leave this off where a tunnel passes bytes on from one of these
     * addresses, as frp's TCP does: whoever comes through it could write such a header. Default: none.
     */
    public StreamerBuilder trustedProxies(List<AddressRange> proxies) {
        trustedProxies = new TrustedSources(proxies);
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
     * viewer needs it. One without a usable encoder is omitted; starting fails when none is left. Default: H.264, VP8.
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
     *     or a TURN server lacks credentials and there is no secret; the message names the value and the remedy
     */
    public Streamer build() {
        return build(FfmpegEncoders::new);
    }

    /** With other encoders than FFmpeg's, for tests of encoders that fail. */
    Streamer build(StreamerRuntime.EncoderSource encoders) {
        Optional<TurnSecret> secret = turnSecret.map(value -> new TurnSecret(value, turnTtl));
        NatSettings nat = new NatSettings(stunServers, new IceServers(iceServers, turnServer, secret));
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
                        new AddressSettings(publicHosts, keepPrivateCandidates, keepUncovered, lanPeers),
                        new IceTcpSettings(tcpPort, publicTcp),
                        nat.tellingBrowsers(),
                        maximumViewers,
                        token,
                        new Forwarders(proxyProtocol, trustedProxies),
                        listener),
                encoders);
    }
}
