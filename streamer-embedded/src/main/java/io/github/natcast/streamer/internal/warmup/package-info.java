/** Makes the first viewer as fast as the hundredth: whole viewers on loopback before anyone is let in. */
@NullMarked
package io.github.natcast.streamer.internal.warmup;

import org.jspecify.annotations.NullMarked;
