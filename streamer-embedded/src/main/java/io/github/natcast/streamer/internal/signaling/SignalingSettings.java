package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.internal.forwarded.Forwarders;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where a {@link SignalingServer} listens, and for whom. Immutable.
 *
 * @param address the address and port to listen on; port 0 takes any free port
 * @param token what a client must present as {@code Authorization: Bearer …} or {@code ?token=…} before it may offer;
 *     empty admits everyone
 * @param forwarders whose word about their clients counts
 * @param iceTcp takes connections that begin with a check; empty serves HTTP alone
 */
public record SignalingSettings(
        InetSocketAddress address, Optional<String> token, Forwarders forwarders, Optional<IceTcp> iceTcp) {

    public SignalingSettings {
        if (token.map(String::isBlank).orElse(false)) {
            throw new IllegalArgumentException("the token must not be blank; leave it out to admit everyone");
        }
    }

    /** Without a token, or a proxy in front, for HTTP alone. */
    public static SignalingSettings at(InetSocketAddress address) {
        return new SignalingSettings(address, Optional.empty(), Forwarders.NONE, Optional.empty());
    }

    public SignalingSettings withToken(Optional<String> value) {
        return new SignalingSettings(address, value, forwarders, iceTcp);
    }

    public SignalingSettings withForwarders(Forwarders value) {
        return new SignalingSettings(address, token, value, iceTcp);
    }

    public SignalingSettings withIceTcp(Optional<IceTcp> value) {
        return new SignalingSettings(address, token, forwarders, value);
    }
}
