/**
 * Reaching viewers from behind a NAT that forwards nothing: what a STUN server says of the shared port, and checks
 * toward the viewers' candidates, which open the NAT for theirs. State machines that are told the time; the sockets
 * stay with their transport.
 */
@NullMarked
package io.github.natcast.streamer.internal.transport.nat;

import org.jspecify.annotations.NullMarked;
