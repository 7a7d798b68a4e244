/**
 * The connection to one viewer: {@link io.github.natcast.streamer.internal.connection.ViewerConnection} joins ICE, DTLS
 * and SRTP behind one small interface. Its state is derived from their reports and never stored a second time.
 *
 * <p>Threads: packets arrive on the transport's receive thread; everything else, for all viewers, runs on one control
 * thread, {@link io.github.natcast.streamer.internal.connection.ControlThread}.
 */
@NullMarked
package io.github.natcast.streamer.internal.connection;

import org.jspecify.annotations.NullMarked;
