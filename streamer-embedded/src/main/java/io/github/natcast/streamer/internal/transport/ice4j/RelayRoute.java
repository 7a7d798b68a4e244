package io.github.natcast.streamer.internal.transport.ice4j;

import java.net.InetSocketAddress;

/**
 * How packets leave from an allocation on a TURN server. Immutable, what it names apart.
 *
 * @param relayed the allocation's address, where the peer sees packets come from
 * @param carrier takes them to the server
 * @param channels of this carrier and server
 */
record RelayRoute(InetSocketAddress relayed, Carrier carrier, InetSocketAddress server, TurnChannels channels) {}
