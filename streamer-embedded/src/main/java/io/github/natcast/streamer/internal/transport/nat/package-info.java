/**
 * Reaching viewers from behind a NAT that forwards no port. STUN servers report the public address of the shared port,
 * a TURN server relays for viewers that cannot be reached directly, and checks toward the viewers' candidates open the
 * NAT for theirs. State machines that get time and packets as arguments; the sockets stay with the transport.
 */
@NullMarked
package io.github.natcast.streamer.internal.transport.nat;

import org.jspecify.annotations.NullMarked;
