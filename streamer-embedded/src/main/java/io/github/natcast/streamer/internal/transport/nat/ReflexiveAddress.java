package io.github.natcast.streamer.internal.transport.nat;

import java.net.InetSocketAddress;

/** What a NAT makes of a base, as a STUN server saw it: a server-reflexive candidate (RFC 8445 §5.1.1.2). Immutable. */
public record ReflexiveAddress(InetSocketAddress base, InetSocketAddress mapped) {}
