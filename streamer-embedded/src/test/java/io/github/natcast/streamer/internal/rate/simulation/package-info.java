/**
 * A path, a viewer and an encoder on a virtual clock, which drive the real rate control: an hour in seconds, and the
 * same again with the same seed.
 */
@NullMarked
package io.github.natcast.streamer.internal.rate.simulation;

import org.jspecify.annotations.NullMarked;
