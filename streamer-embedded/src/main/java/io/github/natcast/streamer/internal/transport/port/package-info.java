/**
 * The shared UDP port of all viewers. One receive thread reads it, sorts packets by username fragment and remote
 * address, and runs an agent of the {@code ice} package for each viewer; media leaves from sockets of the sender
 * threads, on the same port. So a viewer costs neither a thread nor a timer nor a file descriptor, and a check is
 * authenticated before it costs anything.
 */
@NullMarked
package io.github.natcast.streamer.internal.transport.port;

import org.jspecify.annotations.NullMarked;
