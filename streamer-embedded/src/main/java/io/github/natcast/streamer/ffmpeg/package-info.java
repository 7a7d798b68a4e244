/**
 * Adapters for programs that decode or render with FFmpeg: they make a streamer's frames from FFmpeg's, without a copy.
 */
@NullMarked
package io.github.natcast.streamer.ffmpeg;

import org.jspecify.annotations.NullMarked;
