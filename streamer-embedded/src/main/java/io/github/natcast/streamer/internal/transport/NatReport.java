package io.github.natcast.streamer.internal.transport;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * How well a transport reaches viewers through a NAT by itself. Immutable.
 *
 * @param servers the STUN servers, in the order in which they were given
 * @param relay the TURN server, where there is one
 * @param symmetric whether the servers saw different addresses: then most viewers cannot be reached directly
 * @param addressChanges how often the NAT gave another public address after one was known
 * @param checks how many were sent toward viewers' candidates
 */
public record NatReport(
        List<Server> servers, Optional<Server> relay, boolean symmetric, long addressChanges, long checks) {

    /**
     * One server.
     *
     * @param url as given
     * @param addresses what a STUN server sees, or a TURN server relays from; empty while it does not answer
     * @param failure why it is of no use at the moment; empty while it is of use
     */
    public record Server(String url, List<InetSocketAddress> addresses, Optional<String> failure) {}
}
