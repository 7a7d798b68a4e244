/** The sources of pictures and audio: test pattern, media files, devices, and frames that the program pushes. */
@NullMarked
package io.github.natcast.streamer.internal.media.source;

import org.jspecify.annotations.NullMarked;
