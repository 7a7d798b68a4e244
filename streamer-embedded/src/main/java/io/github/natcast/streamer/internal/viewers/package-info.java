/** The viewers: one registry, one session per viewer, and the encodings that they share. */
@NullMarked
package io.github.natcast.streamer.internal.viewers;

import org.jspecify.annotations.NullMarked;
