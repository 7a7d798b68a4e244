/** RTCP (RFC 3550 §6) and its feedback messages (RFC 4585, RFC 5104). */
@NullMarked
package io.github.natcast.streamer.internal.rtcp;

import org.jspecify.annotations.NullMarked;
