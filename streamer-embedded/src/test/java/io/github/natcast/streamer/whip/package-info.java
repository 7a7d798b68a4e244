/** A streamer that publishes to real peers. */
@NullMarked
package io.github.natcast.streamer.whip;

import org.jspecify.annotations.NullMarked;
