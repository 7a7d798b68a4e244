/**
 * Reads and writes STUN messages (RFC 8489, with the attributes of RFC 8445 and RFC 8656) and ChannelData; sends
 * nothing.
 */
@NullMarked
package io.github.natcast.streamer.internal.transport.stun;

import org.jspecify.annotations.NullMarked;
