package io.github.natcast.examples.cli;

import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.security.Access;
import io.github.natcast.streamer.security.AdminSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where and how the operator sees metrics, viewers and health. */
final class AdminOptions {
    @Option(
            names = "--admin",
            paramLabel = "IP:PORT",
            converter = Converter.class,
            description = "Answer /metrics, /viewers and the details of /healthz at this address alone, by HTTP."
                    + " Otherwise they are for this host, and only while everybody may watch and no option says"
                    + " that a tunnel, proxy or NAT leads others here.")
    private @Nullable InetSocketAddress admin;

    @Option(
            names = "--admin-token-file",
            paramLabel = "FILE",
            description = "Whoever presents one of the tokens in this file, one a line, as a bearer token sees them"
                    + " from anywhere; nobody else does.")
    private @Nullable Path adminTokenFile;

    void applyTo(StreamerBuilder builder) {
        builder.admin(new AdminSettings(
                Optional.ofNullable(admin), Optional.ofNullable(adminTokenFile).map(file -> Access.tokens(file))));
    }

    /** An IP address with a port; brackets surround one of IPv6. */
    static final class Converter implements ITypeConverter<InetSocketAddress> {
        private static final Pattern FORM =
                Pattern.compile("(?<address>\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]):(?<port>\\d{1,5})");

        @Override
        public InetSocketAddress convert(String value) {
            Matcher matcher = FORM.matcher(value);
            if (!matcher.matches()) {
                throw new TypeConversionException(
                        "\"" + value + "\" is not IP:PORT; examples are 127.0.0.1:9001 and [::1]:9001");
            }
            int port = Integer.parseInt(matcher.group("port"));
            if (port > 65_535) {
                throw new TypeConversionException("port " + port + " in \"" + value + "\" is not 0 to 65535");
            }
            try {
                return new InetSocketAddress(InetAddress.getByName(matcher.group("address")), port);
            } catch (UnknownHostException e) {
                throw new TypeConversionException("\"" + value + "\" has no IP address; an example is 127.0.0.1:9001");
            }
        }
    }
}
