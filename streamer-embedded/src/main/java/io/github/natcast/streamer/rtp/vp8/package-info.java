/** RTP payload format for VP8 (RFC 7741). */
@NullMarked
package io.github.natcast.streamer.rtp.vp8;

import org.jspecify.annotations.NullMarked;
