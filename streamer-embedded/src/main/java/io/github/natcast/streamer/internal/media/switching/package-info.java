/** Which source is on air: the program's choice, the standby, and what happens when a source ends or fails. */
@NullMarked
package io.github.natcast.streamer.internal.media.switching;

import org.jspecify.annotations.NullMarked;
