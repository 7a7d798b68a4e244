/** RTP payload format for H.265 (RFC 7798). */
@NullMarked
package io.github.natcast.streamer.internal.rtp.h265;

import org.jspecify.annotations.NullMarked;
