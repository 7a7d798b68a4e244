package io.github.natcast.sdp;

import io.github.natcast.sdp.internal.TokenCursor;
import java.util.Optional;

/**
 * {@code <nettype> <addrtype> <address>} as {@code c=}, {@code o=} and {@code a=rtcp} carry it (RFC 8866 §5.7).
 *
 * @param networkType {@code IN} for the Internet
 * @param addressType {@code IP4} or {@code IP6}
 * @param address an IP literal or a host name, without what follows a {@code /}
 * @param suffix the {@code /} after the address and what follows it: time to live and count of a multicast group;
 *     otherwise empty
 */
public record ConnectionAddress(String networkType, String addressType, String address, String suffix) {

    /** The IP address; empty for a host name, which is never looked up. */
    public Optional<IpAddress> ip() {
        return IpAddress.parse(address);
    }

    /** Whether the address is {@code 0.0.0.0} or {@code ::}. */
    public boolean isUnspecified() {
        return ip().filter(IpAddress::isUnspecified).isPresent();
    }

    /** Whether the address is a multicast group. */
    public boolean isMulticast() {
        return ip().filter(IpAddress::isMulticast).isPresent();
    }

    /** The fields with single spaces between them, such as {@code IN IP4 192.0.2.1}. */
    @Override
    public String toString() {
        return networkType + " " + addressType + " " + address + suffix;
    }

    /** Reads the next three tokens; empty when fewer are left. */
    static Optional<ConnectionAddress> read(TokenCursor tokens) {
        if (!tokens.advance()) {
            return Optional.empty();
        }
        String networkType = tokens.value();
        if (!tokens.advance()) {
            return Optional.empty();
        }
        String addressType = tokens.value();
        if (!tokens.advance()) {
            return Optional.empty();
        }
        String address = tokens.value();
        int slash = address.indexOf('/');
        return Optional.of(
                slash < 0
                        ? new ConnectionAddress(networkType, addressType, address, "")
                        : new ConnectionAddress(
                                networkType, addressType, address.substring(0, slash), address.substring(slash)));
    }
}
