/**
 * An embeddable WebRTC streamer: pictures in, encoded once, sent to any number of browsers over one UDP port.
 *
 * <p>An offer and a frame each take one way through these packages:
 *
 * <ul>
 *   <li>{@link io.github.natcast.streamer.signaling} carries offers and answers over WebSocket and WHEP;
 *   <li>{@link io.github.natcast.streamer.negotiation} makes an answer and a send plan of an offer;
 *   <li>{@link io.github.natcast.streamer.viewer} is one viewer's life, from its offer to its end;
 *   <li>{@link io.github.natcast.streamer.transport} finds and secures a path to the viewer (ICE, DTLS);
 *   <li>{@link io.github.natcast.streamer.source} makes or reads pictures;
 *   <li>{@link io.github.natcast.streamer.encode} encodes them, once per codec;
 *   <li>{@link io.github.natcast.streamer.fanout} packetizes once and sends to every viewer.
 * </ul>
 */
@NullMarked
package io.github.natcast.streamer;

import org.jspecify.annotations.NullMarked;
