/**
 * Encoding of raw pictures, once per format for all viewers. {@link io.github.natcast.streamer.encode.VideoPipeline} is
 * the entry: sources meet in a switch, pictures wait in one place per format, and each format has a thread and a ladder
 * of encoders. Knows no media library: that is behind {@link io.github.natcast.streamer.encode.EncoderFactory}.
 */
@NullMarked
package io.github.natcast.streamer.encode;

import org.jspecify.annotations.NullMarked;
