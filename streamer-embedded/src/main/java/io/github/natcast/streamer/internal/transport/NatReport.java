package io.github.natcast.streamer.internal.transport;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * How a transport does that reaches viewers through a NAT by itself. Immutable.
 *
 * @param servers those that are asked, in the order in which they were given
 * @param relay the TURN server
 * @param symmetric whether the servers saw different addresses: then most viewers are not reached directly
 * @param addressChanges how often the NAT gave another public address after one was told
 * @param checks sent toward viewers' candidates
 */
public record NatReport(
        List<Server> servers, Optional<Server> relay, boolean symmetric, long addressChanges, long checks) {

    /**
     * One server.
     *
     * @param url as given
     * @param addresses what it makes viewers be told; empty while it does not answer
     * @param failure why it is of no use at the moment
     */
    public record Server(String url, List<InetSocketAddress> addresses, Optional<String> failure) {}
}
