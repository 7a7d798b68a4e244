package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.deployment.HostPort;
import java.net.InetSocketAddress;

/** Addresses as people write them. */
final class Addresses {
    private Addresses() {}

    /** Such as {@code 192.0.2.1:9000} or {@code [2001:db8::1]:9000}. */
    static String text(InetSocketAddress address) {
        String host = address.isUnresolved()
                ? address.getHostString()
                : address.getAddress().getHostAddress().replaceFirst("%.*", "");
        return new HostPort(host, address.getPort()).toString();
    }
}
