/** STUN messages (RFC 8489, with the attributes of RFC 8445 and RFC 8656): read and written, nothing sent. */
@NullMarked
package io.github.natcast.streamer.internal.transport.stun;

import org.jspecify.annotations.NullMarked;
