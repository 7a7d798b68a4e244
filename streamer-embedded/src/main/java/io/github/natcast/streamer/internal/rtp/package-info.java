/**
 * RTP (RFC 3550): headers, packet sizes and payloads. Each payload format is a package below this one; it turns an
 * {@link io.github.natcast.streamer.internal.media.codec.EncodedFrame} into a
 * {@link io.github.natcast.streamer.internal.rtp.PacketizedFrame} once for all viewers.
 */
@NullMarked
package io.github.natcast.streamer.internal.rtp;

import org.jspecify.annotations.NullMarked;
