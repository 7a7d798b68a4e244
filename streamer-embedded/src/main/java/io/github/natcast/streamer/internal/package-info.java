/** What every part of the streamer may use. */
@NullMarked
package io.github.natcast.streamer.internal;

import org.jspecify.annotations.NullMarked;
