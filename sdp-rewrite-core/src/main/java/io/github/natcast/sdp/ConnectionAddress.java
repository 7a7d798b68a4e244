package io.github.natcast.sdp;

import io.github.natcast.sdp.internal.ConnectionSyntax;
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

    /** Reads the next three tokens of {@code text[from, to)}; empty when there are fewer. */
    static Optional<ConnectionAddress> read(String text, int from, int to) {
        ConnectionSyntax syntax = new ConnectionSyntax(text);
        return syntax.read(from, to)
                ? Optional.of(new ConnectionAddress(
                        text.substring(syntax.networkTypeStart, syntax.networkTypeEnd),
                        text.substring(syntax.addressTypeStart, syntax.addressTypeEnd),
                        text.substring(syntax.addressStart, syntax.addressEnd),
                        text.substring(syntax.addressEnd, syntax.tokenEnd)))
                : Optional.empty();
    }
}
