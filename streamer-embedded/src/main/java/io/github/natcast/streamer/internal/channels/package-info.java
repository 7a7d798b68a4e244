/** The channels of a streamer: each has sources, encodings and viewers of its own, on parts that all share. */
@NullMarked
package io.github.natcast.streamer.internal.channels;

import org.jspecify.annotations.NullMarked;
