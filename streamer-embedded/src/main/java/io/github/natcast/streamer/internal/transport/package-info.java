/**
 * The path to one viewer: ICE behind our own interface
 * ({@link io.github.natcast.streamer.internal.transport.IceTransport}), and DTLS on top of it.
 */
@NullMarked
package io.github.natcast.streamer.internal.transport;

import org.jspecify.annotations.NullMarked;
