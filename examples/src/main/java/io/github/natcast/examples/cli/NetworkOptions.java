package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.PublicAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the streamer is reached. */
final class NetworkOptions {
    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "0.0.0.0",
            description = "Address of this host for HTTP and media; 0.0.0.0 is every usable one.")
    private String bind;

    @Option(
            names = "--http-bind",
            paramLabel = "ADDRESS",
            showDefaultValue = Visibility.NEVER,
            description = "Address of this host for HTTP alone; by default that of --bind.")
    private @Nullable String httpBind;

    @Option(
            names = "--media-bind",
            paramLabel = "ADDRESS",
            showDefaultValue = Visibility.NEVER,
            description = "Address of this host for media alone, by UDP and the --tcp-port; by default that of --bind.")
    private @Nullable String mediaBind;

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
            paramLabel = "HOST[:PORT]",
            converter = PublicHostOption.Converter.class,
            showDefaultValue = Visibility.NEVER,
            description = "An address at which browsers reach the media port, or a name, which is looked up every 3"
                    + " seconds; replaces all addresses of this host of its family, and the media port when a port is"
                    + " given. One per family; private addresses of a family without one are left out.")
    private List<PublicHostOption> publicHosts = new ArrayList<>();

    @Option(
            names = "--public-tcp",
            paramLabel = "IP[:PORT]",
            converter = PublicTcp.Converter.class,
            showDefaultValue = Visibility.NEVER,
            description = "An address at which browsers reach the HTTP port, or the --tcp-port, by a tunnel or NAT that"
                    + " passes bytes on: media go through it to browsers that no UDP reaches. Without a port, under its"
                    + " own number. One per family.")
    private List<PublicTcp> publicTcp = new ArrayList<>();

    @Option(
            names = "--tcp-port",
            paramLabel = "PORT",
            showDefaultValue = Visibility.NEVER,
            description =
                    "A TCP port for media, where a proxy is in front of the HTTP port; or that of HTTP, which then"
                            + " serves both.")
    private @Nullable Integer tcpPort;

    @Option(
            names = "--keep-private-candidates",
            description = "Leave the private addresses beside the public ones, for browsers that are relayed by a TURN"
                    + " server next to this host. Tells the private addresses to every viewer.")
    private boolean keepPrivateCandidates;

    @Option(
            names = "--keep-uncovered",
            description = "Leave the private addresses of a family that has no public address. Tells them to every"
                    + " viewer.")
    private boolean keepUncovered;

    @Option(
            names = "--lan",
            paramLabel = "CIDR",
            split = ",",
            showDefaultValue = Visibility.NEVER,
            description = "Networks whose viewers are told this host's own addresses beside the public ones, such as"
                    + " 192.168.0.0/16; 'none' for nobody. Name none from which a proxy or a tunnel's client passes"
                    + " viewers on. By default viewers in this host's networks that call it by its address there.")
    private List<String> lan = new ArrayList<>();

    @Option(
            names = "--ice-servers",
            paramLabel = "JSON",
            converter = IceServersOption.Converter.class,
            description = "STUN and TURN servers for the browsers: a JSON list of RTCIceServer.")
    private @Nullable IceServersOption iceServers;

    @Option(
            names = "--stun",
            showDefaultValue = Visibility.NEVER,
            paramLabel = "HOST[:PORT]",
            description =
                    "For a host behind a NAT that forwards no port: a STUN server that tells it its public address;"
                            + " viewers are then met half-way. Twice, to recognize a NAT that needs a TURN "
                            + "server. Browsers are told"
                            + " it too, unless --ice-servers is given.")
    private List<String> stunServers = new ArrayList<>();

    @Option(
            names = "--turn",
            paramLabel = "JSON",
            converter = IceServersOption.Converter.class,
            description = "For a NAT that --stun cannot pass: a TURN server that relays for this side, as one "
                    + "RTCIceServer in a"
                    + " JSON list. Browsers are not told it.")
    private @Nullable IceServersOption turnServer;

    @Mixin
    private TurnOptions turn = new TurnOptions();

    @Mixin
    private ForwardingOptions forwarding = new ForwardingOptions();

    @Option(names = "--max-viewers", paramLabel = "N", defaultValue = "500", description = "More are turned away.")
    private int maximumViewers;

    void applyTo(StreamerBuilder builder) throws UserException {
        builder.bindAddress(bind).httpPort(httpPort).mediaPort(mediaPort).maximumViewers(maximumViewers);
        if (httpBind != null) {
            builder.httpBindAddress(httpBind);
        }
        if (mediaBind != null) {
            builder.mediaBindAddress(mediaBind);
        }
        builder.keepPrivateCandidates(keepPrivateCandidates).keepUncovered(keepUncovered);
        if (iceServers != null) {
            builder.iceServers(iceServers.servers());
        }
        for (String server : stunServers) {
            builder.stunServer(stunUrl(server));
        }
        if (turnServer != null) {
            if (turnServer.servers().size() != 1) {
                throw new UserException("--turn takes a list of one TURN server, not of "
                        + turnServer.servers().size());
            }
            builder.turnServer(turnServer.servers().get(0));
        }
        List<IceServer> servers = new ArrayList<>(iceServers == null ? List.of() : iceServers.servers());
        servers.addAll(turnServer == null ? List.of() : turnServer.servers());
        turn.applyTo(builder, servers);
        forwarding.applyTo(builder);
        for (PublicHostOption host : publicHosts) {
            host.applyTo(builder);
        }
        if (!lan.isEmpty()) {
            applyLan(builder);
        }
        publicTcp.forEach(each -> each.applyTo(builder));
        if (tcpPort != null) {
            builder.tcpPort(tcpPort);
        }
    }

    int maximumViewers() {
        return maximumViewers;
    }

    /** What browsers are told: without servers of their own, the STUN servers of this side. */
    List<IceServer> iceServers() {
        return iceServers == null
                ? stunServers.stream()
                        .map(NetworkOptions::stunUrl)
                        .map(IceServer::stun)
                        .toList()
                : iceServers.servers();
    }

    private static String stunUrl(String server) {
        return server.matches("(?i)(stun|turn)s?:.*") ? server : "stun:" + server;
    }

    /** The public addresses; empty when one is a name, which only a restart makes the streamer look up. */
    Optional<List<PublicAddress>> publicAddresses() {
        List<PublicAddress> addresses = new ArrayList<>();
        for (PublicHostOption host : publicHosts) {
            if (IpAddress.parse(host.host()).isEmpty()) {
                return Optional.empty();
            }
            addresses.add(
                    host.port().isPresent()
                            ? PublicAddress.of(host.host(), host.port().getAsInt())
                            : PublicAddress.of(host.host()));
        }
        return Optional.of(addresses);
    }

    /** The hosts of the public addresses, as they were written. */
    List<String> publicHosts() {
        return publicHosts.stream().map(PublicHostOption::host).toList();
    }

    /** The public TCP port of the page, where it is known. */
    OptionalInt publicHttpPort() {
        return tcpPort == null && !publicTcp.isEmpty() ? publicTcp.get(0).port() : OptionalInt.empty();
    }

    private void applyLan(StreamerBuilder builder) throws UserException {
        try {
            builder.lanPeers(lan.equals(List.of("none")) ? new String[0] : lan.toArray(String[]::new));
        } catch (IllegalArgumentException e) {
            throw new UserException("--lan: " + e.getMessage(), e);
        }
    }
}
