package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.forwarded.TrustedSources;
import io.github.natcast.streamer.internal.tls.ServerTls;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where a {@link SignalingServer} listens. Immutable.
 *
 * @param http the address and port of HTTP; port 0 takes any free port; empty listens for no HTTP
 * @param iceTcp takes connections that begin with a check; empty takes none
 * @param proxyProtocol who may begin connections with a header of the PROXY protocol
 * @param tls speaks for the port of HTTP, which serves HTTPS alone then
 */
public record ListenSettings(
        Optional<InetSocketAddress> http,
        Optional<IceTcp> iceTcp,
        TrustedSources proxyProtocol,
        Optional<ServerTls> tls) {

    /** Without TLS. */
    public ListenSettings(Optional<InetSocketAddress> http, Optional<IceTcp> iceTcp, TrustedSources proxyProtocol) {
        this(http, iceTcp, proxyProtocol, Optional.empty());
    }

    /** For HTTP alone, without a proxy in front. */
    public static ListenSettings http(InetSocketAddress address) {
        return new ListenSettings(Optional.of(address), Optional.empty(), TrustedSources.NONE);
    }

    /** Whether ICE-TCP shares the port of HTTP. */
    boolean isShared() {
        return iceTcp.isPresent() && http.isPresent() && iceTcp.get().sharesPort(http.get());
    }
}
