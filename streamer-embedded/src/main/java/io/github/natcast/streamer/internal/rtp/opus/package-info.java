/** RTP payload format for Opus (RFC 7587). */
@NullMarked
package io.github.natcast.streamer.internal.rtp.opus;

import org.jspecify.annotations.NullMarked;
