package io.github.natcast.streamer.internal.transport.ice;

import java.net.InetSocketAddress;

/**
 * A candidate that the peer signalled, with an address literal. Immutable.
 *
 * @param priority 1 to 2³¹ − 1 (RFC 8445 §5.1.2)
 */
public record RemoteCandidate(InetSocketAddress address, CandidateKind kind, long priority) {}
