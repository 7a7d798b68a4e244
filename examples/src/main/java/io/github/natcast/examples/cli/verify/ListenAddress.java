package io.github.natcast.examples.cli.verify;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a helper listens. */
record ListenAddress(InetSocketAddress address) {

    /** A port, of every address of this host, or one address with a port. */
    static final class Converter implements ITypeConverter<ListenAddress> {
        private static final Pattern FORM =
                Pattern.compile("(?:(?<address>\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]):)?(?<port>\\d{1,5})");

        @Override
        public ListenAddress convert(String value) {
            Matcher matcher = FORM.matcher(value);
            if (!matcher.matches() || Integer.parseInt(matcher.group("port")) > 65_535) {
                throw new TypeConversionException(
                        "\"" + value + "\" is not [IP:]PORT; examples are 8899 and 203.0.113.7:8899");
            }
            String host = matcher.group("address") == null ? "0.0.0.0" : matcher.group("address");
            try {
                return new ListenAddress(Hosts.resolve(host, Integer.parseInt(matcher.group("port"))));
            } catch (UnknownHostException e) {
                throw new TypeConversionException(
                        "\"" + value + "\" has no IP address; an example is 203.0.113.7:8899");
            }
        }
    }
}
