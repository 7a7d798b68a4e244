/** FFmpeg's own frames as pictures of a streamer, for programs that decode or render with FFmpeg. */
@NullMarked
package io.github.natcast.streamer.ffmpeg;

import org.jspecify.annotations.NullMarked;
