package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.sdp.IpAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Names and addresses, as this host resolves them. */
final class Hosts {
    private Hosts() {}

    /** Looks a name up; blocks as long as the resolver does. */
    static InetSocketAddress resolve(String host, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    /** Where this host reaches what is bound to that address: a wildcard address is reached by loopback. */
    static InetSocketAddress reached(String bound, int port) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(bound);
        if (!address.isAnyLocalAddress()) {
            return new InetSocketAddress(address, port);
        }
        return new InetSocketAddress(InetAddress.getByName(bound.contains(":") ? "::1" : "127.0.0.1"), port);
    }

    static InetSocketAddress socketAddress(IpAddress address, int port) {
        return new InetSocketAddress(address.toInetAddress(), port);
    }

    /** An address to bind to that sends to addresses of this family. */
    static InetAddress wildcard(InetAddress remote) throws UnknownHostException {
        return InetAddress.getByName(remote instanceof java.net.Inet6Address ? "::" : "0.0.0.0");
    }

    /** Host and port that browsers elsewhere ask for; those of the local port where there are none. */
    static String authority(Deployment deployment) {
        return deployment
                .publicUrl()
                .map(url -> url.replaceFirst("^https?://", "").replaceFirst("/$", ""))
                .orElse("127.0.0.1:" + deployment.listening().httpPort());
    }
}
