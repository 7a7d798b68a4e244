package io.github.natcast.streamer.internal.forwarded;

/**
 * The proxies and tunnels in front of a streamer, and how they name their clients. Immutable.
 *
 * @param proxyProtocol those that may begin connections and flows of datagrams with a header of the PROXY protocol
 * @param httpProxies those whose {@code X-Forwarded-For} and {@code Forwarded} count
 */
public record Forwarders(TrustedSources proxyProtocol, TrustedSources httpProxies) {
    /** Whoever connects is the client. */
    public static final Forwarders NONE = new Forwarders(TrustedSources.NONE, TrustedSources.NONE);
}
