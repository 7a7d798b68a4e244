package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Route;
import io.github.natcast.sdp.rewrite.PrivateAddresses;
import io.github.natcast.streamer.ViewerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How an offer came here, as far as its request shows. Stateless. */
final class OfferRoute {
    /** Names that only a local network knows (RFC 6762, RFC 8375, RFC 2606, and what routers use). */
    private static final List<String> LOCAL_NAMES =
            List.of("localhost", ".localhost", ".local", ".lan", ".home.arpa", ".internal", ".home", ".test");

    private OfferRoute() {}

    /** A private peer that calls this host by a public name or address is a tunnel, a proxy or a container's bridge. */
    static Route of(ViewerRequest request) {
        IpAddress peer = IpAddress.of(request.remoteAddress().getAddress()).unmapped();
        if (!peer.isLoopback() && !PrivateAddresses.contains(peer)) {
            boolean forwarded = request.header("X-Forwarded-For").isPresent()
                    || request.header("Forwarded").isPresent();
            return forwarded ? Route.PROXY : Route.DIRECT;
        }
        String called = request.header("Host").map(OfferRoute::host).orElse("");
        if (isElsewhere(called)) {
            return Route.TUNNEL;
        }
        return peer.isLoopback() ? Route.LOCAL : Route.NEIGHBOUR;
    }

    private static boolean isElsewhere(String called) {
        Optional<IpAddress> literal = IpAddress.parse(called).map(IpAddress::unmapped);
        if (literal.isPresent()) {
            return !literal.get().isLoopback() && !PrivateAddresses.contains(literal.get());
        }
        return called.indexOf('.') > 0 && LOCAL_NAMES.stream().noneMatch(called::endsWith);
    }

    /** {@code uri-host [ ":" port ]} (RFC 9110 §7.2), whose IPv6 literals have brackets. */
    private static String host(String header) {
        int end = header.startsWith("[") ? header.indexOf(']') : header.indexOf(':');
        String host = end < 0 ? header : header.substring(header.startsWith("[") ? 1 : 0, end);
        return host.toLowerCase(Locale.ROOT);
    }
}
