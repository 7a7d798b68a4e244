/**
 * Reaching viewers from behind a NAT that forwards no port. STUN servers report the public address of the shared port,
 * and a TURN server relays for viewers that cannot be reached directly. State machines that get time and packets as
 * arguments; the sockets stay with the transport.
 */
@NullMarked
package io.github.natcast.streamer.internal.transport.nat;

import org.jspecify.annotations.NullMarked;
