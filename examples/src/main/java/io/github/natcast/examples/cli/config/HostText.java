package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.deployment.HostPort;
import io.github.natcast.sdp.IpAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code HOST} or {@code HOST:PORT}; brackets surround an IPv6 address that has a port.
 *
 * @param host without brackets
 * @param port 1 to 65535
 */
record HostText(String host, OptionalInt port) {
    private static final Pattern FORM =
            Pattern.compile("(?:\\[(?<v6>[0-9a-fA-F:.]{2,45})]|(?<host>[^:\\[\\]\\s]{1,253}))(?::(?<port>\\d{1,5}))?");

    static HostText parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            if (IpAddress.parse(text).isPresent()) {
                return new HostText(text, OptionalInt.empty()); // an IPv6 literal without brackets
            }
            throw new IllegalArgumentException("\"" + text
                    + "\" is not HOST or HOST:PORT; examples are 192.0.2.1:10111, [2001:db8::1]:10111 and"
                    + " media.example.org");
        }
        String port = matcher.group("port");
        String host = Optional.ofNullable(matcher.group("v6")).orElseGet(() -> matcher.group("host"));
        return new HostText(host, port == null ? OptionalInt.empty() : OptionalInt.of(port(text, port)));
    }

    private static int port(String text, String digits) {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " in \"" + text + "\" is not 1 to 65535");
        }
        return port;
    }

    /** With a port, or this one. */
    HostPort orPort(int otherwise) {
        return new HostPort(host, port.orElse(otherwise));
    }

    /** The address; empty for a name. */
    Optional<IpAddress> address() {
        return IpAddress.parse(host);
    }
}
