/**
 * Tries STUN and TURN servers and ICE agents one at a time, each from a socket of its own: for an operator who waits
 * for the outcome, not for viewers.
 */
@NullMarked
package io.github.natcast.streamer.internal.transport.probe;

import org.jspecify.annotations.NullMarked;
