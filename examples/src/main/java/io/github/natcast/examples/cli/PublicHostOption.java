package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.StreamerBuilder;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code --public-address HOST[:PORT]} of a server that looks names up; brackets surround an IPv6 address that has a
 * port. The port is the public media port, if it differs from the local one.
 */
record PublicHostOption(String host, OptionalInt port) {
    private static final Pattern WITH_PORT =
            Pattern.compile("(?:\\[(?<v6>[^]]+)]|(?<host>[^:]+))(?::(?<port>\\d{1,5}))?");

    void applyTo(StreamerBuilder builder) throws UserException {
        try {
            if (port.isPresent()) {
                builder.publicAddress(host, port.getAsInt());
            } else {
                builder.publicAddress(host);
            }
        } catch (IllegalArgumentException e) {
            throw new UserException("--public-address: " + e.getMessage(), e);
        }
    }

    /** Splits host and port; the streamer checks them. */
    static final class Converter implements ITypeConverter<PublicHostOption> {
        @Override
        public PublicHostOption convert(String value) {
            Matcher matcher = WITH_PORT.matcher(value);
            if (!matcher.matches()) {
                if (value.matches("[0-9a-fA-F:.]+")) {
                    return new PublicHostOption(value, OptionalInt.empty()); // an IPv6 literal without brackets
                }
                throw new TypeConversionException("\"" + value
                        + "\" is not HOST or HOST:PORT; examples are 51.161.209.200:10111, [2001:db8::1]:10111 and"
                        + " media.example.org");
            }
            String host = matcher.group(matcher.group("v6") == null ? "host" : "v6");
            String port = matcher.group("port");
            return new PublicHostOption(host, port == null ? OptionalInt.empty() : OptionalInt.of(port(port, value)));
        }

        private static int port(String digits, String value) {
            int port = Integer.parseInt(digits);
            if (port < 1 || port > 65535) {
                throw new TypeConversionException("port " + port + " in \"" + value + "\" is not 1 to 65535");
            }
            return port;
        }
    }
}
