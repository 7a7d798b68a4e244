/** The metrics of a streamer for Micrometer, which a program brings along (version 1.13 or later). */
@NullMarked
package io.github.natcast.streamer.micrometer;

import org.jspecify.annotations.NullMarked;
