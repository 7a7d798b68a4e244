/** FFmpeg through bytedeco: decoders, scalers, encoders. The only package that imports {@code org.bytedeco}. */
@NullMarked
package io.github.natcast.streamer.ffmpeg;

import org.jspecify.annotations.NullMarked;
