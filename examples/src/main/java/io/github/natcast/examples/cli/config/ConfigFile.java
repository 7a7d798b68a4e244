package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.BoundedInput;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.Listening;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.NetworkTopology;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** A {@code natcast.toml} whose keys and types are right. Immutable. */
public final class ConfigFile {
    private final Document document;
    private final Secrets secrets;
    private final Function<String, List<IpAddress>> lookup;

    private ConfigFile(Document document, Secrets secrets, Function<String, List<IpAddress>> lookup) {
        this.document = document;
        this.secrets = secrets;
        this.lookup = lookup;
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
     * The file, to ask it for several things.
     *
     * @param environment the variables that its secrets may name
     */
    static ConfigFile open(Path file, Map<String, String> environment) throws UserException {
        return parse(file, text(file), environment, ConfigFile::lookup);
    }

    /** Without touching a disk or a network, as far as the text names no files of secrets. */
    static ConfigFile parse(
            Path file, String text, Map<String, String> environment, Function<String, List<IpAddress>> lookup)
            throws UserException {
        Document document = Document.of(TomlText.parse(file.toString(), text));
        return new ConfigFile(document, new Secrets(Folder.of(file), environment), lookup);
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

    private static List<IpAddress> lookup(String name) {
        try {
            return Stream.of(InetAddress.getAllByName(name)).map(IpAddress::of).toList();
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    Deployment deployment() throws UserException {
        Fields network = document.one("network").orElseGet(() -> document.none("network"));
        ServerPart server = new ServerPart(document, secrets);
        Listening listening = server.listening(network);
        NetworkTopology topology = new TopologyPart(document, new IceServers(document, secrets), lookup)
                .read(network, listening.mediaPort());
        List<String> names = TopologyPart.publicHosts(network).stream()
                .filter(host -> host.address().isEmpty())
                .map(HostText::host)
                .toList();
        return new Deployment(topology, names, listening, server.frp(), server.turn(), server.tls(), server.sources());
    }
}
