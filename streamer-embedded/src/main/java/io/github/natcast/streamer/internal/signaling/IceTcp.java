package io.github.natcast.streamer.internal.signaling;

import io.netty.channel.ChannelHandler;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Where a server takes connections of ICE-TCP (RFC 6544), and who serves them. Immutable.
 *
 * @param port a TCP port of its own, 0 for any free one; empty, or that of HTTP, for the HTTP port
 * @param handlers makes the handler of a connection whose first bytes are a check; on an event loop
 * @param listening hears which port it is, before the first connection is accepted
 */
public record IceTcp(OptionalInt port, Supplier<ChannelHandler> handlers, IntConsumer listening) {

    boolean sharesPort(int httpPort) {
        return port.isEmpty() || (port.getAsInt() == httpPort && httpPort != 0);
    }
}
