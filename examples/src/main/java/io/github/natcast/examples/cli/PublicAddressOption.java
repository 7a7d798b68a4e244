package io.github.natcast.examples.cli;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code --public-address IP[:PORT]}; brackets surround an IPv6 address that has a port.
 *
 * @param address an IP literal; names are never looked up
 * @param port the public media port, if it differs from the local one
 */
record PublicAddressOption(String address, OptionalInt port) {
    private static final Pattern WITH_PORT =
            Pattern.compile("(?:\\[(?<v6>[^]]+)]|(?<v4>[^:]+))(?::(?<port>\\d{1,5}))?");

    static final class Converter implements ITypeConverter<PublicAddressOption> {
        @Override
        public PublicAddressOption convert(String value) {
            Matcher matcher = WITH_PORT.matcher(value);
            if (!matcher.matches()) {
                return checked(
                        value, value, OptionalInt.empty()); // an IPv6 literal without brackets, or not an address
            }
            String address = matcher.group("v6") != null ? matcher.group("v6") : matcher.group("v4");
            String port = matcher.group("port");
            return checked(value, address, port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)));
        }

        private static PublicAddressOption checked(String value, String address, OptionalInt port) {
            boolean v4 = address.matches("\\d{1,3}(\\.\\d{1,3}){3}");
            boolean v6 = address.contains(":") && address.matches("[0-9a-fA-F:.]+");
            if (!v4 && !v6) {
                throw new TypeConversionException("\"" + value
                        + "\" is not IP or IP:PORT; an example is 51.161.209.200:10111 or [2001:db8::1]:10111");
            }
            if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65535)) {
                throw new TypeConversionException(
                        "port " + port.getAsInt() + " in \"" + value + "\" is not 1 to 65535");
            }
            return new PublicAddressOption(address, port);
        }
    }
}
