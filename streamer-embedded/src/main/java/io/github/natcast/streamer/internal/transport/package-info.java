/**
 * The path to one viewer: ICE behind our own interface
 * ({@link io.github.natcast.streamer.internal.transport.IceTransport}), and DTLS on top of it. The packages below are
 * {@code ice} and {@code port} (viewers on one UDP port), {@code dtls}, {@code nat} (what it takes where no port is
 * forwarded), {@code stun} (messages) and {@code egress} (sockets of the sender threads).
 */
@NullMarked
package io.github.natcast.streamer.internal.transport;

import org.jspecify.annotations.NullMarked;
