package io.github.natcast.streamer.internal.transport;

import java.net.InetSocketAddress;

/** Spells an address and a port for people and URLs: {@code 192.0.2.1:10111}, {@code [2001:db8:0:0:0:0:0:1]:10111}. */
public final class AddressText {
    private AddressText() {}

    /** With the numeric address, and its zone if it has one. The address must be resolved. */
    public static String of(InetSocketAddress address) {
        return of(address.getAddress().getHostAddress(), address.getPort());
    }

    /** An IPv6 address gets brackets (RFC 3986 §3.2.2); a name stays as it is. */
    public static String of(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
