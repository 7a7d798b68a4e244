package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.FrpClient;
import io.github.natcast.examples.cli.deployment.HostPort;
import io.github.natcast.examples.cli.deployment.Listening;
import io.github.natcast.examples.cli.deployment.PublishTarget;
import io.github.natcast.examples.cli.deployment.Serving;
import io.github.natcast.examples.cli.deployment.SharedSecret;
import io.github.natcast.examples.cli.deployment.TlsFiles;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.rewrite.AddressRange;
import io.github.natcast.topology.PortRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The server itself and the programs beside it, of a file. Immutable.
 *
 * @param document the file
 * @param secrets what its secrets stand for
 */
record ServerPart(Document document, Secrets secrets) {
    private static final int HTTP_PORT = 9000;
    private static final int MEDIA_PORT = 10_111;
    private static final int FRP_PORT = 7000;
    private static final int TURN_PORT = 3478;
    private static final int LONGEST_DRAIN = 3600;
    private static final PortRange RELAY_PORTS = new PortRange(49_160, 49_199);

    Listening listening(Fields network) throws UserException {
        String bind = network.text("bind").orElse("0.0.0.0");
        Optional<Fields> security = document.one("security");
        Optional<HostPort> admin = Optional.empty();
        if (security.isPresent() && security.get().has("admin")) {
            Fields fields = security.get();
            HostText text = fields.checked("admin", () -> HostText.parse(fields.required("admin")));
            if (text.port().isEmpty()) {
                throw fields.error("admin", "\"" + text.host() + "\" is not IP:PORT; an example is 127.0.0.1:9001");
            }
            admin = Optional.of(text.orPort(0));
        }
        for (String key : List.of("bind", "http-bind", "media-bind")) {
            Optional<String> address = network.text(key);
            if (address.flatMap(IpAddress::parse).isEmpty() && address.isPresent()) {
                throw network.error(
                        key, "\"" + address.get() + "\" is no IP address of this host, such as 0.0.0.0 or ::");
            }
        }
        return new Listening(
                network.text("http-bind").orElse(bind),
                network.port("http-port", 0).orElse(HTTP_PORT),
                network.text("media-bind").orElse(bind),
                network.port("media-port", 0).orElse(MEDIA_PORT),
                network.port("tcp-port", 0),
                admin);
    }

    Serving serving(Fields network) throws UserException {
        Optional<Fields> service = document.one("service");
        OptionalInt drain =
                service.isEmpty() ? OptionalInt.empty() : service.get().number("drain");
        int seconds = drain.orElse(0);
        if (seconds < 0 || seconds > LONGEST_DRAIN) {
            throw service.orElseThrow()
                    .place("drain")
                    .error("service.drain " + seconds + " must be 0 to " + LONGEST_DRAIN + " seconds");
        }
        return new Serving(
                network.toggle("keep-private-candidates", false),
                network.toggle("keep-uncovered", false),
                Duration.ofSeconds(seconds),
                proxyProtocol(network));
    }

    /** As {@code serve} has it: what is given, else this host where frpc sends headers. */
    private List<AddressRange> proxyProtocol(Fields network) throws UserException {
        List<String> given = network.texts("proxy-protocol");
        boolean ofFrp = frp().filter(FrpClient::proxyProtocol).isPresent();
        List<AddressRange> ranges = new ArrayList<>();
        for (String text : given.isEmpty() && ofFrp ? Derived.THIS_HOST : given) {
            for (String range : List.of(text.split(","))) {
                ranges.add(network.checked("proxy-protocol", () -> AddressRange.parse(range.trim())));
            }
        }
        return ranges;
    }

    Optional<FrpClient> frp() throws UserException {
        Optional<Fields> found = document.one("frp");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = found.get();
        fields.required("server", "the FRP server's name or address");
        HostText server = fields.checked("server", () -> HostText.parse(fields.required("server")));
        int port = fields.port("control-port", 1).orElse(server.port().orElse(FRP_PORT));
        Optional<Path> token = path(fields, "token-file");
        return Optional.of(new FrpClient(
                new HostPort(server.host(), port),
                token,
                fields.text("user"),
                fields.toggle("tcp-mux", false),
                fields.toggle("proxy-protocol", false)));
    }

    /** A coturn of ours: where {@code listen} is given; otherwise {@code [turn]} is about somebody else's secret. */
    Optional<TurnRelay> turn() throws UserException {
        Optional<Fields> found = document.one("turn");
        if (found.filter(fields -> fields.has("listen")).isEmpty()) {
            return Optional.empty();
        }
        Fields fields = found.get();
        HostText listen = fields.checked("listen", () -> HostText.parse(fields.required("listen")));
        Optional<String> password = secrets.find(fields, "password");
        Optional<String> username = fields.text("username");
        if (username.isPresent() != password.isPresent()) {
            throw fields.error(
                    username.isPresent() ? "username" : "password",
                    "a user of TURN has a name and a password; write username and password-file");
        }
        return Optional.of(new TurnRelay(
                listen.orPort(TURN_PORT),
                fields.ports("relay-ports").orElse(RELAY_PORTS),
                fields.text("realm").orElse("natcast"),
                username.map(name -> new TurnRelay.User(name, password.orElse(""))),
                fields.toggle("on-this-host", true)));
    }

    /**
     * Of {@code [turn]}, whether a coturn of ours stands there or not; else the variable, which counts for
     * {@code serve} where no user is given.
     */
    Optional<SharedSecret> turnSecret() throws UserException {
        Optional<Fields> fields = document.one("turn");
        Optional<SharedSecret> given = fields.isEmpty() ? Optional.empty() : secrets.shared(fields.get(), "secret");
        if (given.isPresent() || fields.filter(turn -> turn.has("username")).isPresent()) {
            return given;
        }
        Optional<String> value = new Variables(secrets.outside().environment()).value(Variables.TURN_SECRET);
        return value.map(secret -> new SharedSecret.InVariable(Variables.TURN_SECRET, value));
    }

    Optional<TlsFiles> tls() throws UserException {
        Optional<Fields> fields = document.one("security");
        Optional<Path> certificate = fields.isEmpty() ? Optional.empty() : path(fields.get(), "tls-certificate");
        Optional<Path> key = fields.isEmpty() ? Optional.empty() : path(fields.get(), "tls-key");
        if (certificate.isPresent() != key.isPresent()) {
            String given = certificate.isPresent() ? "tls-certificate" : "tls-key";
            throw fields.get().error(given, "a certificate needs its key; both may stand in the same file");
        }
        return certificate.map(file -> new TlsFiles(file, key.orElse(file)));
    }

    /** Standbys are sources, too: they need the same of the host. */
    List<String> sources() throws UserException {
        List<String> sources = new ArrayList<>();
        for (Fields channel : document.all(Channels.SECTION)) {
            for (String key : List.of("source", "standby")) {
                if (channel.has(key)) {
                    sources.add(secrets.folder().source(channel, key));
                }
            }
        }
        return sources;
    }

    /** {@code live} first, whether the file names it or not: the streamer always has it. */
    List<String> channels() throws UserException {
        Set<String> names = new LinkedHashSet<>(List.of(Channels.LIVE));
        for (Fields channel : document.all(Channels.SECTION)) {
            names.add(channel.text("name").orElse(Channels.LIVE));
        }
        return List.copyOf(names);
    }

    /** Of all channels, {@code live} first. */
    List<PublishTarget> publishing() throws UserException {
        List<PublishTarget> targets = new ArrayList<>();
        for (Fields fields : document.all("publish")) {
            targets.addAll(publishing(Channels.LIVE, fields, "url", "token-file"));
        }
        for (Fields channel : document.all(Channels.SECTION)) {
            String name = channel.text("name").orElse(Channels.LIVE);
            targets.addAll(publishing(name, channel, "publish", "publish-token-file"));
        }
        return targets;
    }

    private List<PublishTarget> publishing(String channel, Fields fields, String key, String tokenKey)
            throws UserException {
        List<String> urls = secrets.findAll(fields, key);
        List<String> tokens = secrets.folder().paths(fields, tokenKey);
        if (!tokens.isEmpty() && tokens.size() != urls.size()) {
            throw fields.error(
                    tokenKey,
                    tokens.size() + " files are given and " + urls.size()
                            + " URLs; give one for each URL in the same order, and \"-\" where there is none");
        }
        List<PublishTarget> targets = new ArrayList<>();
        for (int i = 0; i < urls.size(); i++) {
            String which = "URL " + (i + 1) + " ";
            try {
                Optional<Path> token = tokens.isEmpty() || tokens.get(i).equals("-")
                        ? Optional.empty()
                        : Optional.of(Path.of(tokens.get(i)));
                targets.add(new PublishTarget(channel, PublishTarget.url(urls.get(i)), token));
            } catch (IllegalArgumentException e) {
                throw fields.error(key, which + e.getMessage());
            }
        }
        return targets;
    }

    private Optional<Path> path(Fields fields, String key) throws UserException {
        return fields.has(key) ? Optional.of(secrets.folder().path(fields, key)) : Optional.empty();
    }
}
