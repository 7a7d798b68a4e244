/**
 * One viewer's life: {@link io.github.natcast.streamer.internal.connection.ViewerConnection} joins ICE, DTLS and SRTP
 * behind one narrow door. Its state is derived from what they report, never stored beside it.
 *
 * <p>Threads: packets come on the transport's receive thread; everything else about all viewers happens on one control
 * thread, {@link io.github.natcast.streamer.internal.connection.ControlThread}.
 */
@NullMarked
package io.github.natcast.streamer.internal.connection;

import org.jspecify.annotations.NullMarked;
