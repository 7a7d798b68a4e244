package io.github.natcast.streamer.internal.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A media address that cannot be bound. The message names the address, the port, why, and what to do. */
public final class MediaBindException extends IOException {
    private static final long serialVersionUID = 1L;

    private final InetSocketAddress address;

    public MediaBindException(InetSocketAddress address, String reason, @Nullable Throwable cause) {
        super("media address " + AddressText.of(address) + ": " + reason, cause);
        this.address = address;
    }

    public InetSocketAddress address() {
        return address;
    }
}
