/**
 * ICE with one peer, one component and one stream (RFC 8445, RFC 7675), without a socket, a clock or a thread: an
 * {@link io.github.natcast.streamer.internal.transport.ice.IceAgent} gets messages and the time, and sends through the
 * {@link io.github.natcast.streamer.internal.transport.ice.Base} that it is given. All agents of a thread share one
 * MAC, one pace and one wheel of timers.
 *
 * <p>Left out, since one component needs none of it: frozen pairs and their foundations, and peer-reflexive candidates
 * of our own, whose base is what packets leave from anyway.
 */
@NullMarked
package io.github.natcast.streamer.internal.transport.ice;

import org.jspecify.annotations.NullMarked;
