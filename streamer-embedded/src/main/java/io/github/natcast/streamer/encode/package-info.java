/** Encoding of raw frames, once per codec for all viewers. */
@NullMarked
package io.github.natcast.streamer.encode;

import org.jspecify.annotations.NullMarked;
