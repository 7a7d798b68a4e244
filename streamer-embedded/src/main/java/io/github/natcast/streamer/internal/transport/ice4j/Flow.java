package io.github.natcast.streamer.internal.transport.ice4j;

import java.net.InetSocketAddress;

/** A remote address that passed a check, and the session whose password it knew. Immutable. */
record Flow(Ice4jSession session, MediaBase socket, InetSocketAddress remote, PathSelector.Pair pair) {}
