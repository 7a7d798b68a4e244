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
import io.github.natcast.streamer.internal.runtime.BindSettings;
import io.github.natcast.streamer.internal.runtime.IceTcpSettings;
import io.github.natcast.streamer.internal.transport.nat.NatSettings;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@link StreamerBuilder} that says where the streamer is reached, and by which servers and proxies.
 * Confined to one thread.
 */
abstract class NetworkBuilder<B extends NetworkBuilder<B>> {
    private String bindAddress = "0.0.0.0";
    private Optional<String> httpBindAddress = Optional.empty();
    private Optional<String> mediaBindAddress = Optional.empty();
    private OptionalInt httpPort = OptionalInt.of(9000);
    int mediaPort = 10111;
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

    private static final String NONE = "leave it out for none";

    NetworkBuilder() {}

    private static <T> T given(String setting, @Nullable T value) {
        return Checks.given(setting, value, NONE);
    }

    /**
     * Sets the local address of HTTP and media, an IP literal of this host. Default: {@code 0.0.0.0}, which means every
     * usable address.
     */
    public B bindAddress(String value) {
        bindAddress = Checks.literal("bindAddress", value);
        return self();
    }

    /** Sets the local address of HTTP alone. Default: {@link #bindAddress}. */
    public B httpBindAddress(String value) {
        httpBindAddress = Optional.of(Checks.literal("httpBindAddress", value));
        return self();
    }

    /** Sets the local address of media alone: UDP, and the {@link #tcpPort}. Default: {@link #bindAddress}. */
    public B mediaBindAddress(String value) {
        mediaBindAddress = Optional.of(Checks.literal("mediaBindAddress", value));
        return self();
    }

    /**
     * Sets the TCP port of the page and the signalling, 0 to 65535; 0 selects any free port. Default: 9000. The last
     * call of this and {@link #noHttpPort} counts.
     */
    public B httpPort(int value) {
        httpPort = OptionalInt.of(value);
        return self();
    }

    /**
     * Listens for no HTTP: the program serves {@link Streamer#signaling()} on its own server. Media over TCP then need
     * a {@link #tcpPort}.
     */
    public B noHttpPort() {
        httpPort = OptionalInt.empty();
        return self();
    }

    /** Sets the UDP port of all media, 0 to 65535; 0 selects any free port. Default: 10111. */
    public B mediaPort(int value) {
        mediaPort = value;
        return self();
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
    public B publicAddress(String host) {
        publicHosts.add(PublicHost.parse(given("publicAddress", host), OptionalInt.empty()));
        return self();
    }

    /**
     * Adds a public address and UDP port at which the media port is reachable.
     *
     * @param host as in {@link #publicAddress(String)}
     * @param port 1 to 65535, but not 9
     * @throws IllegalArgumentException when the host is no IP literal or name, or the port is out of its range
     */
    public B publicAddress(String host, int port) {
        publicHosts.add(PublicHost.parse(given("publicAddress", host), OptionalInt.of(port)));
        return self();
    }

    /** Adds a public address at which the media port is reachable, with any mapping of ports. */
    public B publicAddress(PublicAddress value) {
        publicHosts.add(new PublicHost.Literal(given("publicAddress", value)));
        return self();
    }

    /**
     * Sets whether answers keep this host's addresses as host candidates and add each {@linkplain #publicAddress public
     * address} as a server-reflexive candidate. This serves a TURN server behind the same NAT as this host: the server
     * reaches the private address, and its relayed viewers install a permission for it (RFC 8656 §9). In return, every
     * viewer learns the private addresses and tries them before the public ones. Default: false.
     */
    public B keepPrivateCandidates(boolean value) {
        keepPrivateCandidates = value;
        return self();
    }

    /**
     * Sets whether answers keep private addresses of a family without a {@linkplain #publicAddress public address}, as
     * unique local IPv6 ones beside public IPv4. For company networks that route them; all viewers learn them. No
     * effect without public addresses. Default: false.
     */
    public B keepUncovered(boolean value) {
        keepUncovered = value;
        return self();
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
    public B lanPeers(String... ranges) {
        lanPeers = LanPeers.in(Checks.givenAll("lanPeers", Arrays.asList(ranges), NONE).stream()
                .map(AddressRange::parse)
                .toList());
        return self();
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
    public B publicTcp(String address, int port) {
        publicTcp.add(PublicAddress.of(given("publicTcp", address), PortMapping.none(), PortMapping.fixed(port)));
        return self();
    }

    /** As {@link #publicTcp(String, int)}, with the port's own number. */
    public B publicTcp(String address) {
        publicTcp.add(PublicAddress.of(given("publicTcp", address), PortMapping.none(), PortMapping.same()));
        return self();
    }

    /**
     * Sets a TCP port for media, 0 to 65535; 0 selects any free port. Needed where a proxy ends HTTP in front of the
     * {@link #httpPort}, which is accepted itself and serves both then, as it does by default with {@link #publicTcp}.
     */
    public B tcpPort(int value) {
        tcpPort = OptionalInt.of(value);
        return self();
    }

    /**
     * Sets the ICE servers that browsers use: the page configures them, and WHEP clients find them in {@code Link}
     * headers. A TURN server needs credentials: its own, which every viewer learns, or those that {@link #turnSecret}
     * makes. A {@code stuns:} URL is refused, as it is by Firefox. Only those who may watch are told: with a token,
     * whoever presents it. Default: none.
     */
    public B iceServers(List<IceServer> value) {
        iceServers = Checks.givenAll("iceServers", value, NONE);
        return self();
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
    public B stunServer(String url) {
        stunServers.add(given("stunServer", url));
        return self();
    }

    /**
     * Sets the TURN server that relays for this host when it is behind a NAT that {@link #stunServer} cannot traverse.
     * All viewers without another path share one allocation on it, reached over UDP. Browsers receive neither the
     * server nor its credentials, which {@link #turnSecret} makes when it has none. The streamer also starts when the
     * server does not answer, and asks again; it makes the allocation anew when the server has lost it. Default: none.
     */
    public B turnServer(IceServer value) {
        turnServer = Optional.of(given("turnServer", value));
        return self();
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
    public B turnSecret(String secret) {
        turnSecret = Optional.of(given("turnSecret", secret));
        return self();
    }

    /**
     * Sets how long the credentials that {@link #turnSecret} makes for viewers are valid, 1 minute to 24 hours. A
     * viewer needs them when it joins and when its page restarts ICE; what is relayed by then goes on. Default: 1 hour.
     */
    public B turnTtl(Duration value) {
        turnTtl = given("turnTtl", value);
        return self();
    }

    /**
     * As {@link #proxyProtocol(List)}, from this host: frp with {@code transport.proxyProtocolVersion = "v2"}, whose
     * client runs beside the streamer, or HAProxy. Without it each viewer behind a tunnel has the tunnel's address.
     */
    public B proxyProtocol() {
        return proxyProtocol(PrivateAddresses.LOOPBACK);
    }

    /**
     * Believes headers of the PROXY protocol, version 2, from these sources: at the beginning of a TCP connection, on
     * UDP before a flow's first datagram or in one of its own. They name a viewer's own address. A source must begin
     * each connection with one, or its clients could. A header from any other source is refused. Default: none.
     *
     * @param sources the tunnels and proxies, as seen from this host
     */
    public B proxyProtocol(List<AddressRange> sources) {
        proxyProtocol = new TrustedSources(Checks.givenAll("proxyProtocol", sources, NONE));
        return self();
    }

    /**
     * Believes the headers {@code X-Forwarded-For}, or {@code Forwarded} (RFC 7239) where the other is missing, from
     * HTTP proxies at these addresses, such as {@link PrivateAddresses#LOOPBACK} for one on this host: the client is
     * the rightmost address that is not among them. Leave this off where a tunnel passes bytes on from one of these
     * addresses, as frp's TCP does: whoever comes through it could write such a header. Default: none.
     */
    public B trustedProxies(List<AddressRange> proxies) {
        trustedProxies = new TrustedSources(Checks.givenAll("trustedProxies", proxies, NONE));
        return self();
    }

    abstract B self();

    BindSettings bind() {
        if (httpPort.isEmpty() && httpBindAddress.isPresent()) {
            throw new IllegalArgumentException("HTTP bind address \"" + httpBindAddress.get()
                    + "\" is of no use without an HTTP port; leave one of both settings out");
        }
        return new BindSettings(httpBindAddress.orElse(bindAddress), httpPort, mediaBindAddress.orElse(bindAddress));
    }

    /** Where browsers reach the media port. */
    AddressSettings addresses() {
        requireDistinct("publicAddress", publicHosts);
        return new AddressSettings(publicHosts, keepPrivateCandidates, keepUncovered, lanPeers);
    }

    /** The STUN and TURN servers of both sides. */
    NatSettings nat() {
        requireDistinct("stunServer", stunServers);
        Optional<TurnSecret> secret = turnSecret.map(value -> new TurnSecret(value, turnTtl));
        return new NatSettings(stunServers, new IceServers(iceServers, turnServer, secret)).tellingBrowsers();
    }

    IceTcpSettings tcp() {
        requireDistinct("publicTcp", publicTcp);
        return new IceTcpSettings(tcpPort, publicTcp);
    }

    Forwarders forwarders() {
        return new Forwarders(proxyProtocol, trustedProxies);
    }

    /** Several of one family are several ways in, as with two providers; the same one again is a slip. */
    private static void requireDistinct(String setting, List<?> given) {
        Set<Object> seen = new HashSet<>();
        for (Object each : given) {
            if (!seen.add(each)) {
                throw new IllegalArgumentException(setting + " " + each + " is given twice; give it once");
            }
        }
    }
}
