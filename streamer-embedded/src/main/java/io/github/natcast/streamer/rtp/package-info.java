/**
 * RTP (RFC 3550): packets' headers and sizes, and the making of payloads. A payload format is a package below this one;
 * each turns an {@link io.github.natcast.streamer.encode.EncodedFrame} into a
 * {@link io.github.natcast.streamer.rtp.PacketizedFrame} once for all viewers.
 */
@NullMarked
package io.github.natcast.streamer.rtp;

import org.jspecify.annotations.NullMarked;
