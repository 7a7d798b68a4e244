/** FFmpeg through bytedeco: decoders, scalers, encoders. The only package that imports {@code org.bytedeco}. */
@NullMarked
package io.github.natcast.streamer.internal.media.ffmpeg;

import org.jspecify.annotations.NullMarked;
