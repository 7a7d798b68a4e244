package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.BoundedInput;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.Listening;
import io.github.natcast.examples.cli.text.TomlText;
import io.github.natcast.examples.cli.verify.WantedEncoding;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.topology.NetworkTopology;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A {@code natcast.toml} whose keys and types are right. Immutable. */
public final class ConfigFile {
    /** Stands for that of a name which need not be known now (RFC 5737). */
    private static final List<IpAddress> ANY_ADDRESS =
            List.of(IpAddress.parse("192.0.2.1").orElseThrow());

    private final Document document;
    private final Secrets secrets;

    private ConfigFile(Document document, Secrets secrets) {
        this.document = document;
        this.secrets = secrets;
    }

    /**
     * What the file deploys: the way of every command but {@code serve}. A name in {@code public-address} is looked up
     * where no address stands beside it and something is forwarded.
     *
     * @throws UserException with file, line and column
     */
    public static Deployment read(Path file) throws UserException {
        return open(file, System.getenv()).deployment();
    }

    /**
     * What the file deploys, with other addresses in place of those of names that would have to be looked up.
     *
     * @throws UserException with file, line and column
     */
    public static Deployment readWithoutLookup(Path file) throws UserException {
        return open(file, System.getenv()).withoutLookup().deployment();
    }

    /**
     * What a file says of the encoders of the channel live.
     *
     * @throws UserException with file, line and column
     */
    public static WantedEncoding encoding(Path file) throws UserException {
        Fields video = open(file, System.getenv()).document.one("video").orElse(null);
        if (video == null) {
            return WantedEncoding.ANY;
        }
        List<VideoCodec> codecs = new ArrayList<>();
        for (String word : video.texts("codecs")) {
            codecs.add(Arrays.stream(VideoCodec.values())
                    .filter(codec -> codec.name().equals(word.toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> video.error(
                            "codecs", "\"" + word + "\" is no codec; there are " + List.of(VideoCodec.values()))));
        }
        return new WantedEncoding(codecs, video.text("encoder"));
    }

    /**
     * The file, to ask it for several things.
     *
     * @param environment the variables that its secrets may name
     */
    static ConfigFile open(Path file, Map<String, String> environment) throws UserException {
        return parse(file, text(file), Surroundings.of(environment));
    }

    /** Of a text that stands in this file; it is not read. */
    static ConfigFile parse(Path file, String text, Surroundings outside) throws UserException {
        Document document = Document.of(TomlText.read(file.toString(), text));
        return new ConfigFile(document, new Secrets(Folder.of(file), outside));
    }

    private static String text(Path file) throws UserException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(BoundedInput.read(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UserException(file + " is not UTF-8, which TOML is written in", e);
        }
    }

    /** What the file says in place of flags. Nothing is looked up. */
    List<Given> flags() throws UserException {
        // What no flag stands for is checked, too.
        withoutLookup().deployment();
        return new FileFlags(document, secrets).all();
    }

    /**
     * What follows from forwards where it is not given in a higher place.
     *
     * @param given by flag, what is given in any way
     */
    List<Given> derived(Map<String, Given> given) throws UserException {
        Fields network = network();
        Listening listening = new ServerPart(document, secrets).listening(network);
        int mediaPort = port(given, "--media-port", listening.mediaPort());
        int tcpPort = port(given, "--tcp-port", port(given, "--http-port", listening.httpPort()));
        Derived derived = new Derived(withoutLookup().topology(network, mediaPort), network);
        List<Given> all = new ArrayList<>();
        if (!given.containsKey("--proxy-protocol")) {
            derived.proxyProtocol(document.one("frp")).ifPresent(all::add);
        }
        Given addresses = given.get("--public-address");
        if (addresses == null || !(addresses.origin() instanceof Origin.InFile)) {
            return all;
        }
        derived.publicAddresses(mediaPort).ifPresent(all::add);
        if (!given.containsKey("--public-tcp")) {
            derived.publicTcp(tcpPort).ifPresent(all::add);
        }
        return all;
    }

    /** The port, or the other one where it is none; whoever parses the flag says so. */
    private static int port(Map<String, Given> given, String option, int otherwise) {
        Given port = given.get(option);
        String text = port == null ? "" : port.values().get(port.values().size() - 1);
        return text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535 ? Integer.parseInt(text) : otherwise;
    }

    Document document() {
        return document;
    }

    private ConfigFile withoutLookup() {
        return new ConfigFile(
                document, new Secrets(secrets.folder(), secrets.outside().with(name -> ANY_ADDRESS)));
    }

    private Fields network() {
        return document.one("network").orElseGet(() -> document.none("network"));
    }

    private NetworkTopology topology(Fields network, int mediaPort) throws UserException {
        return new TopologyPart(
                        document,
                        new IceServers(document, secrets),
                        secrets.outside().lookup())
                .read(network, mediaPort);
    }

    Deployment deployment() throws UserException {
        Fields network = network();
        ServerPart server = new ServerPart(document, secrets);
        Listening listening = server.listening(network);
        NetworkTopology topology = topology(network, listening.mediaPort());
        List<String> names = TopologyPart.publicHosts(network).stream()
                .filter(host -> host.address().isEmpty())
                .map(HostText::host)
                .toList();
        return new Deployment(
                topology,
                names,
                listening,
                server.frp(),
                server.turn(),
                server.turnSecret(),
                server.tls(),
                server.sources(),
                server.channels(),
                server.publishing(),
                server.serving(network));
    }
}
