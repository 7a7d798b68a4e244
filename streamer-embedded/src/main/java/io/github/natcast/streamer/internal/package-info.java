/**
 * The implementation of the streamer; nothing below here is API. An offer and a frame each take one path through these
 * packages:
 *
 * <ul>
 *   <li>{@link io.github.natcast.streamer.internal.runtime} opens the parts and closes them;
 *   <li>{@link io.github.natcast.streamer.internal.signaling} carries offers and answers over WebSocket and WHEP;
 *   <li>{@link io.github.natcast.streamer.internal.answer} answers an offer, with
 *       {@link io.github.natcast.streamer.internal.negotiation}, which is pure;
 *   <li>{@link io.github.natcast.streamer.internal.viewers} keeps the viewers, and
 *       {@link io.github.natcast.streamer.internal.connection} one viewer's connection from its offer to its end;
 *   <li>{@link io.github.natcast.streamer.internal.transport} finds and secures a path to the viewer (ICE, DTLS);
 *   <li>{@link io.github.natcast.streamer.internal.media} reads, switches and encodes, once per format;
 *   <li>{@link io.github.natcast.streamer.internal.sender} packetizes once and sends to every viewer.
 * </ul>
 */
@NullMarked
package io.github.natcast.streamer.internal;

import org.jspecify.annotations.NullMarked;
