/** Hours of media in minutes: the real parts, on a clock that runs as fast as they do. */
@NullMarked
package io.github.natcast.streamer.longrun;

import org.jspecify.annotations.NullMarked;
