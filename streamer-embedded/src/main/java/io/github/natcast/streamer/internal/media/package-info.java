/**
 * Pictures and audio on their way from a source to the encoders.
 * {@link io.github.natcast.streamer.internal.media.MediaPipeline} wires the parts: {@code source} makes pictures and
 * audio, {@code switching} decides which source is on air, {@code video} and {@code audio} encode it, once for all
 * viewers, and {@code ffmpeg} implements the interfaces of {@code codec}.
 */
@NullMarked
package io.github.natcast.streamer.internal.media;

import org.jspecify.annotations.NullMarked;
