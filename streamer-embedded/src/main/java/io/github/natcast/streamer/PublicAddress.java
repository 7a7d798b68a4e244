package io.github.natcast.streamer;

import java.util.OptionalInt;

/**
 * An address at which browsers reach this host's media port. Immutable.
 *
 * @param address an IPv4 or IPv6 literal; names are not looked up
 * @param port the public UDP port, when it differs from the local one
 */
public record PublicAddress(String address, OptionalInt port) {
    public PublicAddress {
        if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65_535)) {
            throw new IllegalArgumentException("public port " + port.getAsInt() + " must be 1 to 65535");
        }
    }
}
