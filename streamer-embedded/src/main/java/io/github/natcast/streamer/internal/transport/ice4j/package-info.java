/**
 * ICE on ice4j, for a server whose one UDP port is reachable. The only package that knows ice4j.
 *
 * <p>ice4j keeps the protocol: check lists, triggered checks, consent. Sockets are ours: one receive thread reads the
 * shared port, sorts packets by username fragment and remote address, and hands STUN to the viewer's agent. So a viewer
 * costs no file descriptor, media never passes through ice4j, and a check is authenticated before it costs anything.
 */
@NullMarked
package io.github.natcast.streamer.internal.transport.ice4j;

import org.jspecify.annotations.NullMarked;
