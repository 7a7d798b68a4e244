/** Where pictures come from: test pattern, media files, devices, frames that the program pushes. */
@NullMarked
package io.github.natcast.streamer.internal.media.source;

import org.jspecify.annotations.NullMarked;
