/**
 * Tries what WebRTC needs outside of this host: STUN and TURN servers, and whether a server's media port answers. For
 * programs that find out why viewers do not see anything, as {@code natcast verify}.
 */
@NullMarked
package io.github.natcast.streamer.probe;

import org.jspecify.annotations.NullMarked;
