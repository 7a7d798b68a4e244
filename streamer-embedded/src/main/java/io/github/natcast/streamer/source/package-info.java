/** Where pictures come from: test pattern, media files, devices, frames that the program pushes. */
@NullMarked
package io.github.natcast.streamer.source;

import org.jspecify.annotations.NullMarked;
