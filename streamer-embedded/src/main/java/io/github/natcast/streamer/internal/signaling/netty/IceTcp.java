package io.github.natcast.streamer.internal.signaling.netty;

import io.netty.channel.ChannelHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Where a server takes connections of ICE-TCP (RFC 6544), and who serves them. Immutable.
 *
 * @param bind the local address of a port of its own
 * @param port a TCP port of its own, 0 for any free one; empty, or that of HTTP, for the HTTP port
 * @param handlers makes the handler of a connection whose first bytes are a check; on an event loop
 * @param listening hears which port it is, before the first connection is accepted
 */
public record IceTcp(InetAddress bind, OptionalInt port, Supplier<ChannelHandler> handlers, IntConsumer listening) {

    boolean sharesPort(InetSocketAddress http) {
        return port.isEmpty()
                || (port.getAsInt() == http.getPort() && http.getPort() != 0 && bind.equals(http.getAddress()));
    }
}
