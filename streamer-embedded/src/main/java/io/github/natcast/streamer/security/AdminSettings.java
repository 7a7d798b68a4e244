package io.github.natcast.streamer.security;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * How the operator reaches {@code /metrics}, {@code /viewers} and the details of {@code /healthz}. Immutable.
 *
 * <p>Without an address and a token, clients on this machine do, as long as everybody may watch and no setting says
 * that a tunnel, a proxy or a NAT leads others here: they would look local, too. Others learn from {@code /healthz}
 * whether all is well, and no more.
 *
 * @param listen an HTTP address of their own, with port 0 for any free port; whoever reaches it needs the token only
 *     where there is one
 * @param tokens what the operator presents as {@code Authorization: Bearer …}, on either address
 */
public record AdminSettings(Optional<InetSocketAddress> listen, Optional<Access.Tokens> tokens) {

    public AdminSettings {
        listen.filter(InetSocketAddress::isUnresolved).ifPresent(address -> {
            throw new IllegalArgumentException(
                    "admin address " + address.getHostString() + " is not an IP address; write one, such as 127.0.0.1");
        });
    }

    /** Without an address of their own, and without a token. */
    public static AdminSettings local() {
        return new AdminSettings(Optional.empty(), Optional.empty());
    }

    /** The same at an address of their own. */
    public AdminSettings at(InetSocketAddress address) {
        return new AdminSettings(Optional.of(address), tokens);
    }

    /** The same for whoever has one of these tokens. */
    public AdminSettings with(Access.Tokens value) {
        return new AdminSettings(listen, Optional.of(value));
    }
}
