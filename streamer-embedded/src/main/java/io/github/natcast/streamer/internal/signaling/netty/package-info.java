/** Our own HTTP server, with Netty: one adapter of signalling among others, and the listener of ICE-TCP. */
@NullMarked
package io.github.natcast.streamer.internal.signaling.netty;

import org.jspecify.annotations.NullMarked;
