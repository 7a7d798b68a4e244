/** RTP payload format for Opus (RFC 7587). */
@NullMarked
package io.github.natcast.streamer.rtp.opus;

import org.jspecify.annotations.NullMarked;
