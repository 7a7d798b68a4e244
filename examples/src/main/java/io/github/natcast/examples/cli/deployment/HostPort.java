package io.github.natcast.examples.cli.deployment;

import io.github.natcast.sdp.IpAddress;

/**
 * A host by name or address, and a port.
 *
 * @param host without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {

    /** An address as URLs have it. */
    static String bracketed(IpAddress address) {
        String text = address.toString();
        return text.contains(":") ? "[" + text + "]" : text;
    }

    /** Such as {@code 192.0.2.1:9000} or {@code [2001:db8::1]:9000}. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
