/**
 * Sends frames to all viewers.
 *
 * <p>An encoder's thread gives its frames to a {@link io.github.natcast.streamer.internal.sender.Broadcast}, which
 * packetizes each once and hands it to every sender thread. A sender thread ({@code SenderLoop}) owns a share of the
 * viewers; for each viewer's {@code SendStream} it stamps a header, keeps the packet for retransmission, protects it
 * and sends it. A viewer's RTCP enters through its {@link io.github.natcast.streamer.internal.sender.ViewerSender}.
 */
@NullMarked
package io.github.natcast.streamer.internal.sender;

import org.jspecify.annotations.NullMarked;
