/**
 * Packetized frames to all viewers.
 *
 * <p>An encoder's thread gives its frames to a {@link io.github.natcast.streamer.internal.sender.Broadcast}, which
 * packetizes each once and hands it to every sender thread. A sender thread owns a share of the viewers; per viewer and
 * packet it stamps a header, remembers, protects and sends. What a viewer says in RTCP enters through its
 * {@link io.github.natcast.streamer.internal.sender.ViewerSender}.
 */
@NullMarked
package io.github.natcast.streamer.internal.sender;

import org.jspecify.annotations.NullMarked;
