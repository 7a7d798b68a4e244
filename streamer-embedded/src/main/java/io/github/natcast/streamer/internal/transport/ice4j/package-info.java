/**
 * ICE on ice4j, for a server whose one UDP port is reachable. The only package that knows ice4j, so the loopback client
 * is here too.
 *
 * <p>ice4j runs the protocol: check lists, triggered checks, consent. The sockets are ours: one receive thread reads
 * the shared port, sorts packets by username fragment and remote address, and hands STUN to the viewer's agent. So a
 * viewer costs no file descriptor, media never passes through ice4j, and a check is authenticated before it costs
 * anything.
 */
@NullMarked
package io.github.natcast.streamer.internal.transport.ice4j;

import org.jspecify.annotations.NullMarked;
