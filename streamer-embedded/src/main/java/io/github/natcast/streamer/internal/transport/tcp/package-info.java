/**
 * ICE over TCP: connections that viewers open (RFC 6544, the passive side), packets framed on them (RFC 4571), and how
 * full each is. Knows nothing of viewers.
 */
@NullMarked
package io.github.natcast.streamer.internal.transport.tcp;

import org.jspecify.annotations.NullMarked;
