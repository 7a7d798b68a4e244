package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.topology.PublicAddress;
import java.util.List;
import java.util.OptionalInt;

/**
 * Whether and where viewers may connect by TCP (RFC 6544). Immutable.
 *
 * @param port a TCP port, 0 for any free one; empty for the HTTP port
 * @param publicAddresses at which browsers reach it, instead of those of the media port
 */
public record IceTcpSettings(OptionalInt port, List<PublicAddress> publicAddresses) {

    /** @throws IllegalArgumentException when the port is out of range; the message names it */
    public IceTcpSettings {
        publicAddresses = List.copyOf(publicAddresses);
        if (port.isPresent() && (port.getAsInt() < 0 || port.getAsInt() > 65_535)) {
            throw new IllegalArgumentException("TCP port " + port.getAsInt() + " must be 0 to 65535");
        }
    }

    /**
     * Off unless something was said of it: behind a proxy that ends HTTP, candidates of the HTTP port would lead
     * nowhere.
     */
    public boolean isEnabled() {
        return port.isPresent() || !publicAddresses.isEmpty();
    }
}
