package io.github.natcast.examples.cli;

import io.github.natcast.topology.PublicAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code --public-address IP[:PORT]}; brackets surround an IPv6 address that has a port. The port is the public media
 * port, if it differs from the local one. Names are never looked up.
 */
final class PublicAddressConverter implements ITypeConverter<PublicAddress> {
    private static final Pattern WITH_PORT =
            Pattern.compile("(?:\\[(?<v6>[^]]+)]|(?<v4>[^:]+))(?::(?<port>\\d{1,5}))?");

    @Override
    public PublicAddress convert(String value) {
        Matcher matcher = WITH_PORT.matcher(value);
        boolean bare = !matcher.matches(); // an IPv6 literal without brackets, or no address at all
        String address = bare ? value : matcher.group(matcher.group("v6") == null ? "v4" : "v6");
        String port = bare ? null : matcher.group("port");
        boolean v4 = address.matches("\\d{1,3}(\\.\\d{1,3}){3}");
        boolean v6 = address.contains(":") && address.matches("[0-9a-fA-F:.]+");
        if (!v4 && !v6) {
            throw new TypeConversionException("\"" + value
                    + "\" is not IP or IP:PORT; an example is 51.161.209.200:10111 or [2001:db8::1]:10111");
        }
        try {
            return port == null ? PublicAddress.of(address) : PublicAddress.of(address, port(port, value));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static int port(String digits, String value) {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw new TypeConversionException("port " + port + " in \"" + value + "\" is not 1 to 65535");
        }
        return port;
    }
}
