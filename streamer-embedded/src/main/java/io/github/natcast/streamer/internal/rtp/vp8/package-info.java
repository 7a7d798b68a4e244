/** RTP payload format for VP8 (RFC 7741). */
@NullMarked
package io.github.natcast.streamer.internal.rtp.vp8;

import org.jspecify.annotations.NullMarked;
