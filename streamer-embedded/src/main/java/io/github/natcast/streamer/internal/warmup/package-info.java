/** The warm-up: viewers on loopback, before the server opens, so that the first real one joins as fast as any later. */
@NullMarked
package io.github.natcast.streamer.internal.warmup;

import org.jspecify.annotations.NullMarked;
