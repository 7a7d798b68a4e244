/**
 * ICE for sessions that this side offers: gathers candidates and checks, with ice4j's agent. Sockets, media and the
 * data of TURN are natcast's own; ice4j reads and writes STUN. Knows nothing of what is sent.
 */
@NullMarked
package io.github.natcast.streamer.internal.transport.ice4j;

import org.jspecify.annotations.NullMarked;
