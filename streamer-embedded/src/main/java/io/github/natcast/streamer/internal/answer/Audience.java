package io.github.natcast.streamer.internal.answer;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.ViewerRequest;
import java.util.Optional;

/**
 * Whom an answer is for. Immutable.
 *
 * @param address where its signalling came from
 * @param calledHost the address by which it called this host; empty when it used a name
 */
record Audience(IpAddress address, Optional<IpAddress> calledHost) {

    static Audience of(ViewerRequest origin) {
        return new Audience(
                IpAddress.of(origin.remoteAddress().getAddress()).unmapped(),
                origin.header("Host").flatMap(Audience::literal));
    }

    /** {@code uri-host [ ":" port ]} (RFC 9110 §7.2), whose IPv6 literals have brackets. */
    private static Optional<IpAddress> literal(String host) {
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            return end < 0 ? Optional.empty() : IpAddress.parse(host.substring(1, end));
        }
        int colon = host.indexOf(':');
        return IpAddress.parse(colon < 0 ? host : host.substring(0, colon));
    }
}
