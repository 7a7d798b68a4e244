/** RTP payload format for H.264 (RFC 6184). */
@NullMarked
package io.github.natcast.streamer.internal.rtp.h264;

import org.jspecify.annotations.NullMarked;
